/* The loops over every byte and row that Python is too slow for: where cells begin and end, copying the cells that are
   kept into columns, joining a row's cells for its hash, and whether that hash was met before. Everything with a
   judgement in it stays in Python.

   Only pristine blocks are taken (RFC 4180, the same number of cells in each record). Anything else is given back as
   ODD, and Python's own way, which gives the same for a pristine block, decides. No Python header is needed: the
   functions see plain memory and are called through ctypes (see __init__.py). */

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define ODD (-1)
#define AHEAD 24 /* rows: far enough to have a cell's text in the cache when its turn comes */

typedef uint8_t byte;

/* Where bytes that mean something stand among 64: one bit for each byte. */
typedef struct {
    uint64_t commas, quotes, feeds, returns;
} Marks;

static inline Marks marks_at(const byte *text) {
    Marks m = {0, 0, 0, 0};
#if defined(__SSE2__)
    for (int part = 0; part < 4; part++) {
        __m128i some = _mm_loadu_si128((const __m128i *)(text + 16 * part));
#define FOUND(b) ((uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(some, _mm_set1_epi8(b))) << (16 * part))
        m.commas |= FOUND(',');
        m.quotes |= FOUND('"');
        m.feeds |= FOUND('\n');
        m.returns |= FOUND('\r');
#undef FOUND
    }
#else
    for (int i = 0; i < 64; i++) {
        m.commas |= (uint64_t)(text[i] == ',') << i;
        m.quotes |= (uint64_t)(text[i] == '"') << i;
        m.feeds |= (uint64_t)(text[i] == '\n') << i;
        m.returns |= (uint64_t)(text[i] == '\r') << i;
    }
#endif
    return m;
}

/* What the bytes before these 64 leave over: whether a quote is open, and what the very last byte was. */
typedef struct {
    uint64_t open;                         /* all ones inside quotes */
    uint64_t separator, closing, returned; /* one or zero */
    int64_t records;                       /* line feeds outside quotes so far */
} State;

/* The commas and line feeds outside quotes, of the bytes that are `there`; sets *odd when a quote or a carriage return stands where none should. */
static inline uint64_t separators_of(Marks m, uint64_t there, State *s, uint64_t *odd) {
    uint64_t inside = s->open;
    if (m.quotes) { /* a bit for every byte behind an odd number of quotes, the opening quote included */
        uint64_t x = m.quotes;
        for (int by = 1; by < 64; by *= 2) x ^= x << by;
        inside ^= x;
    }
    uint64_t separators = (m.commas | m.feeds) & ~inside, returns = m.returns & ~inside;
    uint64_t opening = m.quotes & inside, closing = m.quotes & ~inside;
    if (m.quotes | s->closing)
        *odd |= (opening & ~(separators << 1 | s->separator | closing << 1 | s->closing)) |
                ((closing << 1 | s->closing) & ~(separators | returns | opening));
    if (m.returns | s->returned) *odd |= (returns << 1 | s->returned) & ~m.feeds;
    s->records += __builtin_popcountll(m.feeds & separators & there);
    s->open = (uint64_t)0 - (inside >> 63);
    s->separator = separators >> 63;
    s->closing = closing >> 63;
    s->returned = returns >> 63;
    return separators & there;
}

/* Notes the kept cells of one record. ends[c] is where the separator behind cell c stands. */
static inline void note_record(const byte *text, int64_t start, const int32_t *ends, int32_t last, int32_t kept,
                               const int32_t *places, int64_t rows, int64_t row, int32_t *begins, int32_t *lengths) {
    for (int32_t k = 0; k < kept; k++) {
        int32_t c = places[k], begin = c ? ends[c - 1] + 1 : (int32_t)start, end = ends[c];
        if (c == last && end > begin && text[end - 1] == '\r') end--;
        int32_t length = end - begin;
        if (length && text[begin] == '"') {
            begin++;
            length -= 2;
            if (length && memchr(text + begin, '"', length)) length = -1 - length;
        }
        begins[k * rows + row] = begin;
        lengths[k * rows + row] = length;
    }
}

enum { POSITIONS = 1 << 15 };

/* Finds the cells at `places` (`kept` of them) in records of `columns` cells, at most POSITIONS / 2.

   begins and lengths hold `kept` runs of `rows` each, one a column. A cell with doubled quotes has -1 - length: it gets
   shorter when copied. Returns the number of records, or ODD. */
int64_t find_cells(const byte *text, int64_t size, int32_t columns, int32_t kept, const int32_t *places, int64_t rows,
                   int32_t *begins, int32_t *lengths) {
    static _Thread_local int32_t ends[POSITIONS + 128];
    State state = {0, 1, 0, 0, 0};
    uint64_t odd = 0;
    int64_t row = 0, start = 0, count = 0;
    if (columns > POSITIONS / 2) return ODD;
    for (int64_t base = 0; base < size; base += 64) {
        const byte *some = text + base;
        uint64_t there = ~(uint64_t)0;
        byte tail[64];
        if (base + 64 > size) {
            memset(tail, '\n', 64);
            some = memcpy(tail, some, size - base);
            there >>= 64 - (size - base);
        }
        uint64_t found = separators_of(marks_at(some), there, &state, &odd);
        while (found) {
            ends[count++] = (int32_t)(base + __builtin_ctzll(found));
            found &= found - 1;
        }
        if (base + 64 >= size && text[size - 1] != '\n') { /* the last line has no end */
            ends[count++] = (int32_t)size;
            state.records++;
        }
        if (count < POSITIONS && base + 64 < size) continue;
        int64_t done = 0;
        for (; count - done >= columns; done += columns, row++) {
            int32_t end = ends[done + columns - 1];
            if (row >= rows || (end < size && text[end] != '\n')) return ODD;
            note_record(text, start, ends + done, columns - 1, kept, places, rows, row, begins, lengths);
            start = end + 1;
        }
        count -= done;
        memmove(ends, ends + done, count * sizeof *ends);
    }
    /* As many line feeds as records, and one behind each: so there is none in the middle of one. */
    if (state.open || odd || count || state.records != row) return ODD;
    return row;
}

/* Copies one column's cells behind each other, as Arrow has text: offsets, bytes, and a bit for each that is not empty.
   Returns how many are empty; *high says whether a byte beyond ASCII was met. There are 16 bytes to spare in `out`. */
int64_t copy_cells(const byte *text, int64_t size, int64_t rows, const int32_t *begins, const int32_t *lengths,
                   int32_t *offsets, byte *out, byte *valid, int32_t *high) {
    int32_t at = 0;
    int64_t empty = 0;
    byte all = 0;
    for (int64_t row = 0; row < rows; row++) {
        int32_t length = lengths[row];
        const byte *cell = text + begins[row];
        if (row + AHEAD < rows) __builtin_prefetch(text + begins[row + AHEAD]);
        offsets[row] = at;
        if (length >= 0) {
            if (length <= 16 && begins[row] + 16 <= size) {
                memcpy(out + at, cell, 16);
            } else {
                memcpy(out + at, cell, length);
            }
            at += length;
        } else {
            length = -1 - length;
            for (int32_t i = 0; i < length; i++) {
                out[at++] = cell[i];
                i += cell[i] == '"'; /* the second of two */
            }
        }
        empty += at == offsets[row];
        valid[row >> 3] |= (at != offsets[row]) << (row & 7);
    }
    offsets[rows] = at;
    for (int32_t i = 0; i < at; i++) all |= out[i];
    *high = all >> 7;
    return empty;
}

/* Joins, row by row, `width` bytes of `fixed` and the texts of `columns` columns, with `separator` between them. A text
   whose bit in valid[c] is not set is nothing; valid[c] may be null, when all are there. Bits begin at first[c].
   Returns the size of the whole. */
int64_t join_rows(int64_t rows, int64_t width, const byte *fixed, int32_t columns, const int32_t **offsets,
                  const byte **texts, const byte **valid, const int64_t *first, byte separator, int64_t *ends,
                  byte *out) {
    byte *at = out;
    for (int64_t row = 0; row < rows; row++) {
        memcpy(at, fixed + row * width, width);
        at += width;
        for (int32_t c = 0; c < columns; c++) {
            *at++ = separator;
            int64_t bit = first[c] + row;
            if (valid[c] && !(valid[c][bit >> 3] >> (bit & 7) & 1)) continue;
            int32_t from = offsets[c][row], length = offsets[c][row + 1] - from;
            memcpy(at, texts[c] + from, length);
            at += length;
        }
        ends[row] = at - out;
    }
    return at - out;
}

/* Writes where `wanted` stands. Returns how often, or -1 when that is more than `room`. */
int64_t find_byte(const byte *data, int64_t size, int32_t wanted, int64_t room, int64_t *found) {
    int64_t count = 0;
    const byte *end = data + size, *at = data;
    while ((at = memchr(at, wanted, end - at))) {
        if (count == room) return -1;
        found[count++] = at++ - data;
    }
    return count;
}

/* Writes the numbers of the texts that hold an @ or at least `digits` digits. Returns how many. */
int64_t with_digits(int64_t rows, const int32_t *offsets, const byte *text, int32_t digits, int64_t *found) {
    int64_t count = 0;
    for (int64_t row = 0; row < rows; row++) {
        int32_t seen = 0, at_sign = 0;
        for (int32_t i = offsets[row]; i < offsets[row + 1]; i++) {
            seen += (byte)(text[i] - '0') < 10;
            at_sign |= text[i] == '@';
        }
        if (at_sign || seen >= digits) found[count++] = row;
    }
    return count;
}
