using System.Globalization;
using System.Text;

namespace ReportPipeline.Cli.Stats.Csv;

/// <summary>
/// Reads the columns that a method asks for from a comma-separated file in UTF-8 (RFC 4180, with or without byte-order
/// mark), straight into arrays. The first problem ends the reading, because no row may be left out in silence.
/// </summary>
internal static class CsvFile
{
    /// <returns>The columns in the order of the requests; a column may be asked for more than once.</returns>
    /// <exception cref="StatsInputException">The file cannot be used; the message names row and column.</exception>
    public static CsvColumn[] Read(string path, IReadOnlyList<ColumnRequest> requests)
    {
        var bytes = Load(path);
        var text = bytes.AsSpan();
        if (text.StartsWith("\uFEFF"u8)) text = text["\uFEFF"u8.Length..];
        if (text.IndexOfAnyExcept(" \t\r\n"u8) < 0) throw new StatsInputException($"{path}: the file is empty.");
        var scanner = new CsvScanner(text);
        var header = Header(path, ref scanner);
        var capacity = text.Count((byte)'\n');
        var builders = requests.Select(request => new ColumnBuilder(request, capacity)).ToArray();
        ReadRows(path, ref scanner, header, Targets(path, header, builders));
        return Array.ConvertAll(builders, builder => builder.Build());
    }

    private static byte[] Load(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StatsInputException($"{path}: there is no such file.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StatsInputException($"{path}: the file cannot be read: {fault.Message}");
        }
    }

    private static List<string> Header(string path, ref CsvScanner scanner)
    {
        var names = new List<string>();
        for (var last = false; !last;)
        {
            names.Add(Encoding.UTF8.GetString(scanner.Next(out last)).Trim());
            if (scanner.Fault != QuoteFault.None)
                throw new StatsInputException($"{path}, line 1, column {names.Count}: {Describe(scanner.Fault)}.");
        }

        return names;
    }

    /// <summary>For each column of the file the builders that take its cells.</summary>
    private static ColumnBuilder[][] Targets(string path, List<string> header, ColumnBuilder[] builders)
    {
        foreach (var name in builders.Select(builder => builder.Request.Name).Distinct())
        {
            var found = header.Count(column => column == name);
            if (found == 0)
                throw new StatsInputException($"{path}: there is no column \"{name}\"; the columns are {string.Join(", ", header)}.");
            if (found > 1)
                throw new StatsInputException($"{path}, line 1: column \"{name}\" occurs {found.ToString(CultureInfo.InvariantCulture)} times.");
        }

        return [.. header.Select(name => Array.FindAll(builders, builder => builder.Request.Name == name))];
    }

    private static void ReadRows(string path, ref CsvScanner scanner, List<string> header, ColumnBuilder[][] targets)
    {
        var row = 0;
        // A blank line is a row with one empty cell; at the end of a wider file it is only an editor's habit.
        while (!scanner.AtEnd && !(header.Count > 1 && scanner.OnlyBlankLinesLeft))
        {
            var place = new CsvPlace(path, scanner.Line, ++row);
            var column = 0;
            for (var last = false; !last; column++)
            {
                var cell = scanner.Next(out last);
                if (column == header.Count) throw place.Fault(header[^1], "more cells follow than the header has columns");
                if (scanner.Fault != QuoteFault.None) throw place.Fault(header[column], Describe(scanner.Fault));
                foreach (var builder in targets[column])
                {
                    if (builder.Add(cell) is { } fault) throw place.Fault(header[column], fault);
                }
            }

            if (column < header.Count) throw place.Fault(header[column], "the row ends before this column");
        }

        if (row == 0) throw new StatsInputException($"{path}: there is no row below the header.");
    }

    private static string Describe(QuoteFault fault) => fault == QuoteFault.Unclosed
        ? "a quoted cell is never closed"
        : "a quote where none belongs; a cell that holds quotes is itself quoted and doubles them";
}

/// <summary>Where a row stands.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line on which it starts, counted from 1 with the header.</param>
/// <param name="Row">The row of data, counted from 1.</param>
internal readonly record struct CsvPlace(string Path, int Line, int Row)
{
    public StatsInputException Fault(string column, string fault) => new(string.Create(
        CultureInfo.InvariantCulture, $"{Path}, line {Line} (row {Row} of the data), column \"{column}\": {fault}."));
}
