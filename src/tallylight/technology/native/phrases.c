/* Which of many phrases stand in each of many texts, as whole words: one pass over the bytes of each text.

   A text is cut into the words of its plain form (knowledge/names.py: capitals, no points or possessive, & as AND,
   single letters joined), each with the place where it stands in the published text. The words are looked up in the
   vocabulary of the phrases, and phrases are followed word by word through a tree. Most words of most texts are in no
   phrase, so a look-up of each word is all that they cost.

   A text that is not ASCII is given back as odd: what its capitals are is Python's to say. No Python header is needed:
   the functions see plain memory and are called through ctypes (see __init__.py). */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef uint8_t byte;

#define NOWHERE (-1)
#define SIEVE_BITS 131072 /* 16 kB */

typedef struct {
    uint32_t hash;
    int32_t begin, length; /* its letters, in `letters` */
    int32_t first;         /* the node that it leads to from the root, or NOWHERE */
} Known;

typedef struct {
    int32_t phrase; /* that ends here, or NOWHERE */
    int32_t word;   /* that a longer phrase goes on with, or NOWHERE; where there are several, the first of them */
    int32_t next;   /* the node that it leads to */
    int32_t several;
} Node;

typedef struct {
    uint64_t key; /* node and word in one, or ~0 */
    int32_t next;
} Edge;

typedef struct {
    int32_t phrases, words, nodes;
    uint32_t word_mask, edge_mask;
    int32_t *word_at; /* table: a word's number, or NOWHERE */
    Known *known;     /* by word */
    byte *letters;
    Node *node;
    Edge *edge;                      /* table: what a node goes on with besides its first word */
    uint64_t sieve[SIEVE_BITS / 64]; /* a bit for the hash of each first word of a phrase: most other words end here */
} Phrases;

typedef struct {
    uint64_t hash;
    int32_t letters, length; /* in the buffer of letters */
    int32_t start, end;      /* bytes of the published text */
} Word;

/* 0: parts words. 1: dropped ('.'). 2: apostrophe. 3: ampersand. 4: not ASCII. Else the capital letter or the digit. */
static byte kind[256];

static void know_kinds(void) {
    if (kind['A']) return;
    for (int c = '0'; c <= '9'; c++) kind[c] = (byte)c;
    for (int c = 'a'; c <= 'z'; c++) kind[c] = (byte)(c - 32);
    for (int c = 128; c < 256; c++) kind[c] = 4;
    kind['.'] = 1;
    kind['\''] = 2;
    kind['&'] = 3;
    for (int c = 'A'; c <= 'Z'; c++) kind[c] = (byte)c;
}

/* Of letters in a buffer with 8 bytes to spare behind them. */
static inline uint64_t hash_of(const byte *letters, int32_t length) {
    uint64_t hash = (uint64_t)length, some;
    for (; length > 8; length -= 8, letters += 8) {
        memcpy(&some, letters, 8);
        hash = (hash ^ some) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 29;
    }
    memcpy(&some, letters, 8);
    /* At least one letter is left. What stands behind the word is shifted out. */
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    some >>= 8 * (8 - length);
#else
    some <<= 8 * (8 - length);
#endif
    hash = (hash ^ some) * 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 32);
}
static inline uint64_t mixed(uint64_t key) {
    key *= 0x9e3779b97f4a7c15u;
    return key ^ (key >> 31);
}

static inline uint32_t sieve_bit(uint64_t hash) { return (uint32_t)(hash >> 40) % SIEVE_BITS; }

static inline int may_begin(const Phrases *p, uint64_t hash) {
    uint32_t bit = sieve_bit(hash);
    return p->sieve[bit / 64] >> (bit % 64) & 1;
}

static inline int32_t word_number(const Phrases *p, uint64_t hash, const byte *letters, int32_t length) {
    for (uint32_t slot = (uint32_t)hash & p->word_mask;; slot = (slot + 1) & p->word_mask) {
        int32_t word = p->word_at[slot];
        if (word == NOWHERE) return NOWHERE;
        const Known *k = p->known + word;
        if (k->hash == (uint32_t)hash && k->length == length && !memcmp(p->letters + k->begin, letters, (size_t)length))
            return word;
    }
}

static inline uint64_t edge_key(int32_t node, int32_t word) { return ((uint64_t)(uint32_t)node << 32) | (uint32_t)word; }

static inline int32_t step(const Phrases *p, int32_t node, int32_t word) {
    const Node *n = p->node + node;
    if (n->word == word) return n->next;
    if (!n->several) return NOWHERE;
    uint64_t key = edge_key(node, word);
    for (uint32_t slot = (uint32_t)mixed(key) & p->edge_mask;; slot = (slot + 1) & p->edge_mask) {
        if (p->edge[slot].key == key) return p->edge[slot].next;
        if (p->edge[slot].key == ~(uint64_t)0) return NOWHERE;
    }
}

void free_phrases(Phrases *p) {
    if (!p) return;
    free(p->word_at), free(p->known), free(p->letters), free(p->node), free(p->edge), free(p);
}

/* The number of a word of a phrase, as a new one where it has none. */
static int32_t numbered(Phrases *p, int32_t begin, int32_t length, int is_first) {
    uint64_t hash = hash_of(p->letters + begin, length);
    if (is_first) p->sieve[sieve_bit(hash) / 64] |= (uint64_t)1 << (sieve_bit(hash) % 64);
    int32_t word = word_number(p, hash, p->letters + begin, length);
    if (word != NOWHERE) return word;
    uint32_t slot = (uint32_t)hash & p->word_mask;
    while (p->word_at[slot] != NOWHERE) slot = (slot + 1) & p->word_mask;
    p->known[p->words] = (Known){(uint32_t)hash, begin, length, NOWHERE};
    return p->word_at[slot] = p->words++;
}

/* The node behind a node (NOWHERE: the root) and a word, as a new one where there is none. */
static int32_t followed(Phrases *p, int32_t node, int32_t word) {
    int32_t next = node == NOWHERE ? p->known[word].first : step(p, node, word);
    if (next != NOWHERE) return next;
    next = p->nodes++;
    p->node[next] = (Node){NOWHERE, NOWHERE, NOWHERE, 0};
    if (node == NOWHERE) {
        p->known[word].first = next;
    } else if (p->node[node].word == NOWHERE) {
        p->node[node].word = word, p->node[node].next = next;
    } else {
        uint64_t key = edge_key(node, word);
        uint32_t slot = (uint32_t)mixed(key) & p->edge_mask;
        while (p->edge[slot].key != ~(uint64_t)0) slot = (slot + 1) & p->edge_mask;
        p->edge[slot] = (Edge){key, next};
        p->node[node].several = 1;
    }
    return next;
}

/* `text` holds the phrases in plain form behind each other; phrase k is text[offsets[k]..offsets[k + 1]]. NULL: no memory. */
Phrases *make_phrases(const byte *text, const int64_t *offsets, int32_t count) {
    know_kinds();
    int64_t size = offsets[count], most = count + 1;
    for (int64_t i = 0; i < size; i++) most += text[i] == ' ';
    Phrases *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    uint32_t table = 64;
    while (table < 2 * most) table *= 2;
    p->word_mask = p->edge_mask = table - 1;
    p->phrases = count;
    p->word_at = malloc(table * sizeof *p->word_at), p->edge = malloc(table * sizeof *p->edge);
    p->known = malloc((size_t)most * sizeof *p->known), p->node = malloc((size_t)most * sizeof *p->node);
    p->letters = calloc((size_t)size + 8, 1);
    if (!p->word_at || !p->edge || !p->known || !p->node || !p->letters) {
        free_phrases(p);
        return NULL;
    }
    memcpy(p->letters, text, (size_t)size);
    memset(p->word_at, 0xff, table * sizeof *p->word_at);
    memset(p->edge, 0xff, table * sizeof *p->edge);
    for (int32_t k = 0; k < count; k++) {
        int32_t node = NOWHERE; /* the root */
        for (int64_t at = offsets[k]; at < offsets[k + 1]; at++) {
            int64_t begin = at;
            while (at < offsets[k + 1] && text[at] != ' ') at++;
            node = followed(p, node, numbered(p, (int32_t)begin, (int32_t)(at - begin), node == NOWHERE));
        }
        if (node != NOWHERE && p->node[node].phrase == NOWHERE) p->node[node].phrase = k;
    }
    return p;
}

static inline int goes_on(byte c) { return kind[c] > 4 || c == '_' || c >= 128; } /* a letter, for Python's \b */

/* The words of a text, into `out` (room for one a byte), with their letters in `letters` (8 bytes to spare). NOWHERE: it is
   not ASCII. */
static int32_t words_of(const byte *text, int32_t length, byte *letters, Word *out) {
    int32_t count = 0, written = 0, run_begin = 0;
    int in_run = 0; /* the last word is a run of single letters, which one more would join */
    for (int32_t at = 0; at < length;) {
        int32_t start = at, end = at, word_begin = written;
        byte what = kind[text[at]];
        if (what == 0) {
            at++;
            continue;
        }
        if (what == 3) {
            memcpy(letters + written, "AND", 3);
            written += 3;
            end = ++at;
        } else {
            for (;;) {
                if (written == word_begin) start = at;
                while (at < length && (what = kind[text[at]]) > 4) letters[written++] = what, end = ++at;
                if (at == length || (what != 1 && what != 2)) break;
                if (what == 2 && at + 1 < length && (text[at + 1] | 32) == 's' &&
                    (at + 2 == length || !goes_on(text[at + 2])))
                    at++; /* a possessive: its S goes too */
                at++;
            }
            if (at < length && what == 4) return NOWHERE;
            if (written == word_begin) continue;
        }
        if (written == word_begin + 1 && letters[word_begin] >= 'A') {
            if (in_run) {
                Word *run = out + count - 1;
                run->length = written - run_begin;
                run->hash = hash_of(letters + run_begin, run->length);
                run->end = end;
                continue;
            }
            in_run = 1, run_begin = word_begin;
        } else {
            in_run = 0;
        }
        int32_t many = written - word_begin;
        out[count++] = (Word){hash_of(letters + word_begin, many), word_begin, many, start, end};
    }
    return count;
}

/* Finds the phrases in texts[from..count), text k being data[offsets[k]..offsets[k + 1]]. For each text and each phrase that it
   holds, the first place: texts, numbers, starts and ends take it, `room` of each, at least one for each phrase. Odd
   texts are marked in `odd`. Stops before the first text whose finds have no room, and says in *stopped which that is.
   Returns how many finds there are, or NOWHERE without memory. */
int64_t find_phrases(const Phrases *p, const int32_t *offsets, const byte *data, int64_t from, int64_t count,
                     int64_t room, int32_t *texts, int32_t *numbers, int32_t *starts, int32_t *ends, byte *odd,
                     int64_t *stopped) {
    int32_t longest = 0;
    for (int64_t k = from; k < count; k++)
        if (offsets[k + 1] - offsets[k] > longest) longest = offsets[k + 1] - offsets[k];
    byte *letters = calloc(3 * (size_t)longest + 8, 1);
    Word *words = malloc(((size_t)longest + 1) * sizeof *words);
    int64_t *met = calloc((size_t)p->phrases + 1, sizeof *met); /* by phrase: the last text that held it, counted from 1 */
    int64_t found = letters && words && met ? 0 : NOWHERE;
    int64_t k = from;
    for (; k < count && found != NOWHERE; k++) {
        int32_t many = words_of(data + offsets[k], offsets[k + 1] - offsets[k], letters, words);
        if (many == NOWHERE) {
            odd[k] = 1;
            continue;
        }
        int64_t before = found;
        int full = 0;
        for (int32_t i = 0; i < many && !full; i++) {
            if (!may_begin(p, words[i].hash)) continue;
            int32_t word = word_number(p, words[i].hash, letters + words[i].letters, words[i].length);
            int32_t node = word == NOWHERE ? NOWHERE : p->known[word].first;
            for (int32_t j = i; node != NOWHERE;) {
                int32_t phrase = p->node[node].phrase;
                if (phrase != NOWHERE && met[phrase] != k + 1) {
                    if (found == room) {
                        full = 1;
                        break;
                    }
                    met[phrase] = k + 1;
                    texts[found] = (int32_t)k, numbers[found] = phrase;
                    starts[found] = words[i].start, ends[found] = words[j].end;
                    found++;
                }
                if (p->node[node].word == NOWHERE || ++j == many) break;
                word = word_number(p, words[j].hash, letters + words[j].letters, words[j].length);
                node = word == NOWHERE ? NOWHERE : step(p, node, word);
            }
        }
        if (full) {
            found = before;
            break;
        }
    }
    *stopped = k;
    free(letters), free(words), free(met);
    return found;
}
