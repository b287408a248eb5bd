using System.Buffers.Binary;
using System.IO.Compression;

namespace ReportPipeline.Reporting.Tests;

/// <summary>An 8-bit grey picture, read from the PNG that <c>pdftoppm</c> writes (PNG specification, colour types 0 and 2, no interlacing).</summary>
internal sealed record GreyImage(int Width, int Height, byte[] Pixels)
{
    private const int SignatureLength = 8;

    public static GreyImage Read(string path)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        int width = 0, height = 0, channels = 0;
        using var packed = new MemoryStream();
        for (int at = SignatureLength; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            ReadOnlySpan<byte> data = file.Slice(at + 8, length);
            if (file.Slice(at + 4, 4).SequenceEqual("IHDR"u8))
            {
                width = BinaryPrimitives.ReadInt32BigEndian(data);
                height = BinaryPrimitives.ReadInt32BigEndian(data[4..]);
                channels = data[9] == 2 ? 3 : 1;
                (data[8], data[12]).ShouldBe(((byte)8, (byte)0), "8 bits a channel, no interlacing");
            }
            else if (file.Slice(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                packed.Write(data);
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var inflated = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionMode.Decompress))
        {
            zlib.CopyTo(inflated);
        }

        byte[] samples = Unfilter(inflated.ToArray(), width * channels, height, channels);
        return new GreyImage(width, height, [.. samples.Chunk(channels).Select(pixel => (byte)pixel.Average(sample => sample))]);
    }

    /// <summary>Share of pixels that differ by more than <paramref name="levels"/> of 256; 1 when the sizes differ.</summary>
    public double ShareDiffering(GreyImage other, int levels) => (Width, Height) != (other.Width, other.Height)
        ? 1
        : Pixels.Zip(other.Pixels).Count(pair => Math.Abs(pair.First - pair.Second) > levels) / (double)Pixels.Length;

    private static byte[] Unfilter(byte[] raw, int stride, int height, int step)
    {
        byte[] samples = new byte[stride * height];
        for (int row = 0; row < height; row++)
        {
            int filter = raw[row * (stride + 1)];
            for (int column = 0; column < stride; column++)
            {
                int left = column >= step ? samples[(row * stride) + column - step] : 0;
                int up = row > 0 ? samples[((row - 1) * stride) + column] : 0;
                int corner = column >= step && row > 0 ? samples[((row - 1) * stride) + column - step] : 0;
                int predicted = filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 };
                samples[(row * stride) + column] = (byte)(raw[(row * (stride + 1)) + 1 + column] + predicted);
            }
        }

        return samples;
    }

    private static int Paeth(int left, int up, int corner)
    {
        int estimate = left + up - corner;
        int toLeft = Math.Abs(estimate - left), toUp = Math.Abs(estimate - up), toCorner = Math.Abs(estimate - corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
