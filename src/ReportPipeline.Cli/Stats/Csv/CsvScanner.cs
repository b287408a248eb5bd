namespace ReportPipeline.Cli.Stats.Csv;

/// <summary>Why a cell could not be read.</summary>
internal enum QuoteFault
{
    None,

    /// <summary>The file ends inside a quoted cell.</summary>
    Unclosed,

    /// <summary>Something follows the closing quote, or a quote stands inside an unquoted cell.</summary>
    Stray,
}

/// <summary>
/// Cuts UTF-8 text into cells by RFC 4180: commas, cells in double quotes with quotes doubled inside, CRLF or LF.
/// It allocates nothing per cell.
/// </summary>
internal ref struct CsvScanner(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> text = text;
    private byte[] unescaped = [];
    private int position;
    private int line = 1;

    /// <summary>Whether everything has been read.</summary>
    public readonly bool AtEnd => position >= text.Length;

    /// <summary>The line on which the next cell starts, counted from 1.</summary>
    public readonly int Line => line;

    /// <summary>Whether nothing but line ends is left.</summary>
    public readonly bool OnlyBlankLinesLeft => text[position..].IndexOfAnyExcept((byte)'\r', (byte)'\n') < 0;

    public QuoteFault Fault { get; private set; }

    /// <summary>The next cell; <paramref name="last"/> says whether it ends its row.</summary>
    public ReadOnlySpan<byte> Next(out bool last)
    {
        if (position < text.Length && text[position] == '"') return Quoted(out last);
        var rest = text[position..];
        var length = rest.IndexOfAny((byte)',', (byte)'\n');
        if (length < 0) length = rest.Length;
        last = length == rest.Length || rest[length] == '\n';
        position += length;
        EndCell(last);
        var cell = rest[..length];
        if (last && cell.EndsWith("\r"u8)) cell = cell[..^1];
        if (cell.Contains((byte)'"')) Fault = QuoteFault.Stray;
        return cell;
    }

    private ReadOnlySpan<byte> Quoted(out bool last)
    {
        var start = position + 1;
        var end = start;
        var doubled = 0;
        while (true)
        {
            var quote = text[end..].IndexOf((byte)'"');
            if (quote < 0)
            {
                (Fault, last, position) = (QuoteFault.Unclosed, true, text.Length);
                return text[start..];
            }

            end += quote;
            if (end + 1 >= text.Length || text[end + 1] != '"') break;
            doubled++;
            end += 2;
        }

        line += text[start..end].Count((byte)'\n');
        position = end + 1;
        last = AtLineEnd();
        if (!last && text[position] != ',') Fault = QuoteFault.Stray;
        EndCell(last);
        return doubled == 0 ? text[start..end] : Unescape(text[start..end], doubled);
    }

    private bool AtLineEnd()
    {
        if (position < text.Length - 1 && text[position] == '\r' && text[position + 1] == '\n') position++;
        return position >= text.Length || text[position] == '\n';
    }

    private void EndCell(bool last)
    {
        position++;
        if (last) line++;
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> cell, int doubled)
    {
        if (unescaped.Length < cell.Length) unescaped = new byte[cell.Length];
        var length = 0;
        for (var i = 0; i < cell.Length; i++)
        {
            unescaped[length++] = cell[i];
            if (cell[i] == '"') i++;
        }

        return unescaped.AsSpan(0, cell.Length - doubled);
    }
}
