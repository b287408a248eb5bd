namespace ReportPipeline.Reporting.Word;

/// <summary>A small deflate compressor (RFC 1951) with fixed Huffman codes and one-candidate matching.</summary>
/// <remarks>
/// The runtime's compressor picks different matches with different vector instructions, so its output is not reproducible from
/// one machine to the next. This one is integer arithmetic only. It gives away some size for that: XML parts shrink to about
/// a sixth instead of a tenth.
/// </remarks>
internal sealed class FixedDeflate
{
    private const int MinimumMatch = 4;
    private const int MaximumMatch = 258;
    private const int Window = 32 * 1024;
    private const int HashBits = 16;

    // RFC 1951 §3.2.5: first length and extra bits of length codes 257–285; first distance and extra bits of distance codes 0–29.
    private static readonly int[] LengthBase =
        [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];

    private static readonly int[] LengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    private static readonly int[] DistanceBase =
        [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];

    private static readonly int[] DistanceExtra =
        [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    private byte[] output = new byte[4096];
    private int written;
    private uint pending;
    private int pendingBits;

    private FixedDeflate()
    {
    }

    public static byte[] Compress(ReadOnlySpan<byte> input)
    {
        var deflate = new FixedDeflate();
        deflate.PutBits(0b011, 3); // last block, fixed codes
        deflate.CompressBlock(input);
        deflate.PutCode(256);
        deflate.PutBits(0, 7);
        return deflate.output[..deflate.written];
    }

    private void CompressBlock(ReadOnlySpan<byte> input)
    {
        int[] lastSeen = new int[1 << HashBits];
        Array.Fill(lastSeen, -1);
        int position = 0;
        while (position < input.Length)
        {
            int length = 0, distance = 0;
            if (position + MinimumMatch <= input.Length)
            {
                ref int candidate = ref lastSeen[Hash(input, position)];
                length = candidate >= 0 && position - candidate <= Window ? MatchLength(input, candidate, position) : 0;
                distance = position - candidate;
                candidate = position;
            }

            if (length < MinimumMatch)
            {
                PutCode(input[position++]);
                continue;
            }

            PutMatch(length, distance);
            for (int end = position + length, next = position + 1; next < end && next + MinimumMatch <= input.Length; next++)
            {
                lastSeen[Hash(input, next)] = next;
            }

            position += length;
        }
    }

    private static int Hash(ReadOnlySpan<byte> input, int at)
    {
        uint four = input[at] | ((uint)input[at + 1] << 8) | ((uint)input[at + 2] << 16) | ((uint)input[at + 3] << 24);
        return (int)((four * 2654435761u) >> (32 - HashBits));
    }

    private static int MatchLength(ReadOnlySpan<byte> input, int earlier, int now)
    {
        int limit = Math.Min(MaximumMatch, input.Length - now);
        int length = 0;
        while (length < limit && input[earlier + length] == input[now + length])
        {
            length++;
        }

        return length;
    }

    private void PutMatch(int length, int distance)
    {
        int lengthCode = CodeFor(LengthBase, length);
        PutCode(257 + lengthCode);
        PutBits((uint)(length - LengthBase[lengthCode]), LengthExtra[lengthCode]);
        int distanceCode = CodeFor(DistanceBase, distance);
        PutBits(Reverse((uint)distanceCode, 5), 5);
        PutBits((uint)(distance - DistanceBase[distanceCode]), DistanceExtra[distanceCode]);
    }

    private static int CodeFor(int[] bases, int value)
    {
        int found = Array.BinarySearch(bases, value);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The fixed literal and length codes of RFC 1951 §3.2.6, most significant bit first.</summary>
    private void PutCode(int symbol)
    {
        (uint code, int bits) = symbol switch
        {
            < 144 => (0x30u + (uint)symbol, 8),
            < 256 => (0x190u + (uint)symbol - 144, 9),
            < 280 => ((uint)symbol - 256, 7),
            _ => (0xC0u + (uint)symbol - 280, 8),
        };
        PutBits(Reverse(code, bits), bits);
    }

    private static uint Reverse(uint code, int bits)
    {
        uint reversed = 0;
        for (int bit = 0; bit < bits; bit++)
        {
            reversed = (reversed << 1) | ((code >> bit) & 1);
        }

        return reversed;
    }

    private void PutBits(uint value, int bits)
    {
        pending |= value << pendingBits;
        pendingBits += bits;
        while (pendingBits >= 8)
        {
            if (written == output.Length)
            {
                Array.Resize(ref output, output.Length * 2);
            }

            output[written++] = (byte)pending;
            pending >>= 8;
            pendingBits -= 8;
        }
    }
}
