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

typedef struct {
    int32_t phrases, words, nodes;
    uint32_t word_mask, edge_mask;
    int32_t *word_at;                /* table: a word's number, or NOWHERE */
    uint64_t *hash_of;               /* by word */
    int32_t *begin_of, *length_of;   /* by word: where its letters stand in `letters` */
    byte *letters;
    int32_t *first;                  /* by word: the node that it leads to from the root, or NOWHERE */
    uint64_t *edge;                  /* table: node and word in one, or ~0 */
    int32_t *edge_to;
    int32_t *ends;                   /* by node: the phrase that ends there, or NOWHERE */
} Phrases;

typedef struct {
    int32_t word;       /* its number, or NOWHERE */
    int32_t start, end; /* bytes of the published text */
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

#define HASH_START 0xcbf29ce484222325u
static inline uint64_t with_letter(uint64_t hash, byte letter) { return (hash ^ letter) * 0x100000001b3u; }
static inline uint32_t slot_of(uint64_t hash) { return (uint32_t)(hash ^ (hash >> 29)); }
static inline uint64_t mixed(uint64_t key) {
    key *= 0x9e3779b97f4a7c15u;
    return key ^ (key >> 31);
}

static inline int32_t word_number(const Phrases *p, uint64_t hash, const byte *letters, int32_t length) {
    for (uint32_t slot = slot_of(hash) & p->word_mask;; slot = (slot + 1) & p->word_mask) {
        int32_t word = p->word_at[slot];
        if (word == NOWHERE) return NOWHERE;
        if (p->hash_of[word] == hash && p->length_of[word] == length &&
            !memcmp(p->letters + p->begin_of[word], letters, (size_t)length))
            return word;
    }
}

static inline int32_t step(const Phrases *p, int32_t node, int32_t word) {
    uint64_t key = ((uint64_t)(uint32_t)node << 32) | (uint32_t)word;
    for (uint32_t slot = (uint32_t)mixed(key) & p->edge_mask;; slot = (slot + 1) & p->edge_mask) {
        if (p->edge[slot] == key) return p->edge_to[slot];
        if (p->edge[slot] == ~(uint64_t)0) return NOWHERE;
    }
}

void free_phrases(Phrases *p) {
    if (!p) return;
    free(p->word_at), free(p->hash_of), free(p->begin_of), free(p->length_of), free(p->letters), free(p->first);
    free(p->edge), free(p->edge_to), free(p->ends), free(p);
}

static uint32_t table_size(int64_t entries) {
    uint32_t size = 64;
    while (size < 4 * entries) size *= 2;
    return size;
}

/* `text` holds the phrases in plain form behind each other; phrase k is text[offsets[k]..offsets[k + 1]]. NULL: no memory. */
Phrases *make_phrases(const byte *text, const int64_t *offsets, int32_t count) {
    know_kinds();
    int64_t size = offsets[count], most = count + 1;
    for (int64_t i = 0; i < size; i++) most += text[i] == ' ';
    Phrases *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    uint32_t table = table_size(most);
    p->word_mask = p->edge_mask = table - 1;
    p->phrases = count;
    p->word_at = malloc(table * sizeof *p->word_at), p->edge = malloc(table * sizeof *p->edge);
    p->edge_to = malloc(table * sizeof *p->edge_to), p->letters = malloc((size_t)size + 1);
    p->hash_of = malloc((size_t)most * sizeof *p->hash_of), p->begin_of = malloc((size_t)most * sizeof *p->begin_of);
    p->length_of = malloc((size_t)most * sizeof *p->length_of), p->first = malloc((size_t)most * sizeof *p->first);
    p->ends = malloc(((size_t)most + 1) * sizeof *p->ends);
    if (!p->word_at || !p->edge || !p->edge_to || !p->letters || !p->hash_of || !p->begin_of || !p->length_of ||
        !p->first || !p->ends) {
        free_phrases(p);
        return NULL;
    }
    memcpy(p->letters, text, (size_t)size);
    memset(p->word_at, 0xff, table * sizeof *p->word_at);
    memset(p->edge, 0xff, table * sizeof *p->edge);
    memset(p->first, 0xff, (size_t)most * sizeof *p->first);
    memset(p->ends, 0xff, ((size_t)most + 1) * sizeof *p->ends);
    for (int32_t k = 0; k < count; k++) {
        int32_t node = NOWHERE; /* the root */
        for (int64_t at = offsets[k]; at < offsets[k + 1];) {
            int64_t begin = at;
            uint64_t hash = HASH_START;
            for (; at < offsets[k + 1] && text[at] != ' '; at++) hash = with_letter(hash, text[at]);
            int32_t length = (int32_t)(at - begin), word = word_number(p, hash, text + begin, length);
            at++;
            if (word == NOWHERE) {
                word = p->words++;
                p->hash_of[word] = hash, p->begin_of[word] = (int32_t)begin, p->length_of[word] = length;
                uint32_t slot = slot_of(hash) & p->word_mask;
                while (p->word_at[slot] != NOWHERE) slot = (slot + 1) & p->word_mask;
                p->word_at[slot] = word;
            }
            int32_t next = node == NOWHERE ? p->first[word] : step(p, node, word);
            if (next == NOWHERE) {
                next = p->nodes++;
                if (node == NOWHERE) {
                    p->first[word] = next;
                } else {
                    uint64_t key = ((uint64_t)(uint32_t)node << 32) | (uint32_t)word;
                    uint32_t slot = (uint32_t)mixed(key) & p->edge_mask;
                    while (p->edge[slot] != ~(uint64_t)0) slot = (slot + 1) & p->edge_mask;
                    p->edge[slot] = key, p->edge_to[slot] = next;
                }
            }
            node = next;
        }
        if (node != NOWHERE && p->ends[node] == NOWHERE) p->ends[node] = k;
    }
    return p;
}

static inline int goes_on(byte c) { return kind[c] > 4 || c == '_' || c >= 128; } /* a letter, for Python's \b */

/* The words of a text, into `out` (room for one a byte) with their letters in `letters`. NOWHERE: it is not ASCII. */
static int32_t words_of(const Phrases *p, const byte *text, int32_t length, byte *letters, Word *out) {
    int32_t count = 0, written = 0, word_begin = 0, run_begin = 0;
    uint64_t run_hash = HASH_START;
    int in_run = 0; /* the last word is a run of single letters, which one more would join */
    for (int32_t at = 0; at < length;) {
        byte what = kind[text[at]];
        uint64_t hash = HASH_START;
        int32_t start = at, end = at;
        word_begin = written;
        if (what == 3) {
            letters[written++] = 'A', letters[written++] = 'N', letters[written++] = 'D';
            hash = with_letter(with_letter(with_letter(hash, 'A'), 'N'), 'D');
            end = ++at;
        } else {
            for (; at < length; at++) {
                what = kind[text[at]];
                if (what > 4) {
                    if (written == word_begin) start = at;
                    letters[written++] = what;
                    hash = with_letter(hash, what);
                    end = at + 1;
                } else if (what == 2) {
                    if (at + 1 < length && (text[at + 1] | 32) == 's' && (at + 2 == length || !goes_on(text[at + 2])))
                        at++;
                } else if (what != 1) {
                    break;
                }
            }
            if (what == 4) return NOWHERE;
            if (at < length && what == 0) at++;
            if (written == word_begin) continue;
        }
        if (written == word_begin + 1 && letters[word_begin] >= 'A') {
            if (in_run) {
                run_hash = with_letter(run_hash, letters[word_begin]);
                out[count - 1].word = word_number(p, run_hash, letters + run_begin, written - run_begin);
                out[count - 1].end = end;
                continue;
            }
            in_run = 1, run_begin = word_begin, run_hash = hash;
        } else {
            in_run = 0;
        }
        out[count].word = word_number(p, hash, letters + word_begin, written - word_begin);
        out[count].start = start, out[count].end = end;
        count++;
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
    byte *letters = malloc(3 * (size_t)longest + 8);
    Word *words = malloc(((size_t)longest + 1) * sizeof *words);
    int64_t *met = calloc((size_t)p->phrases + 1, sizeof *met); /* by phrase: the last text that held it, counted from 1 */
    int64_t found = letters && words && met ? 0 : NOWHERE;
    int64_t k = from;
    for (; k < count && found != NOWHERE; k++) {
        int32_t many = words_of(p, data + offsets[k], offsets[k + 1] - offsets[k], letters, words);
        if (many == NOWHERE) {
            odd[k] = 1;
            continue;
        }
        int64_t before = found;
        int full = 0;
        for (int32_t i = 0; i < many && !full; i++) {
            if (words[i].word == NOWHERE) continue;
            int32_t node = p->first[words[i].word];
            for (int32_t j = i; node != NOWHERE;) {
                int32_t phrase = p->ends[node];
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
                if (++j == many || words[j].word == NOWHERE) break;
                node = step(p, node, words[j].word);
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
