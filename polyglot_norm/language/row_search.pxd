# The search for a row in a bucket of a table. Where a processor compares sixteen marks at once that
# takes a third of the time; what does not lie that far from the end is compared eight at a time.
from polyglot_norm.language.little_endian cimport number64

cdef extern from *:
    """
    #include <stdint.h>
    #include <stddef.h>
    #if defined(__SSE2__) && defined(__GNUC__)
    #include <emmintrin.h>
    #define POLYGLOT_NORM_SSE2 1
    #endif

    #define EACH_BYTE 0x0101010101010101ULL
    #define HIGHEST_BITS (0x80ULL * EACH_BYTE)
    #define EVERY_OTHER 0x00FF00FF00FF00FFULL

    static inline int matching_row(
        const unsigned char *data, size_t bucket, uint32_t hashed, size_t safe
    ) {
        int rows = data[bucket];
        size_t marks = bucket + 1;
    #ifdef POLYGLOT_NORM_SSE2
        if (bucket < safe) {
            const __m128i low = _mm_set1_epi8((char)hashed);
            const __m128i high = _mm_set1_epi8((char)(hashed >> 8));
            for (int first = 0; first < rows; first += 16) {
                const unsigned char *at = data + marks + first;
                __m128i same = _mm_and_si128(
                    _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)at), low),
                    _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(at + rows)), high));
                int found = _mm_movemask_epi8(same);
                if (found) {
                    int row = first + __builtin_ctz(found);
                    return row < rows ? row : -1;
                }
            }
            return -1;
        }
    #endif
        uint64_t low = EACH_BYTE * (hashed & 0xFF), high = EACH_BYTE * (hashed >> 8 & 0xFF);
        for (int first = 0; first < rows; first += 8) {
            /* The byte of a row where neither mark differs is zero. */
            uint64_t differs = (number64(data, marks + first) ^ low)
                | (number64(data, marks + rows + first) ^ high);
            uint64_t zero = (differs - EACH_BYTE) & ~differs & HIGHEST_BITS;
            if (zero) {
                /* The lowest bit, alone, shifts its answer into the highest byte. */
                int row = first + (int)((((zero & (0 - zero)) >> 7) * 0x0001020304050607ULL) >> 56);
                return row < rows ? row : -1;
            }
        }
        return -1;
    }

    #ifdef POLYGLOT_NORM_SSE2
    static const unsigned char polyglot_norm_before[32] = {
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    };
    #endif

    static inline size_t weights_of_row(
        const unsigned char *data, size_t bucket, int row, uint64_t room, size_t safe
    ) {
        int rows = data[bucket];
        size_t lengths = bucket + 1 + 2 * (size_t)rows, place = lengths + rows;
    #ifdef POLYGLOT_NORM_SSE2
        if (row <= 16 && bucket < safe) {
            __m128i sizes = _mm_loadu_si128((const __m128i *)(data + lengths));
            sizes = _mm_and_si128(sizes, _mm_set1_epi8((char)room));
            sizes = _mm_and_si128(sizes,
                _mm_loadu_si128((const __m128i *)(polyglot_norm_before + 16 - row)));
            sizes = _mm_sad_epu8(sizes, _mm_setzero_si128());
            return place + 2 * (size_t)(
                _mm_cvtsi128_si32(sizes) + _mm_extract_epi16(sizes, 4));
        }
    #endif
        for (; row >= 0; row -= 8, lengths += 8) {
            uint64_t sizes = number64(data, lengths) & (room * EACH_BYTE);
            if (row < 8)
                sizes &= (1ULL << 8 * row) - 1;
            sizes = (sizes & EVERY_OTHER) + (sizes >> 8 & EVERY_OTHER);
            place += 2 * ((sizes * 0x0001000100010001ULL) >> 48);
        }
        return place;
    }
    """
    int matching_row(
        const unsigned char* data, size_t bucket, unsigned int hashed, size_t safe
    ) noexcept nogil
    size_t weights_of_row(
        const unsigned char* data,
        size_t bucket,
        int row,
        unsigned long long room,
        size_t safe,
    ) noexcept nogil
