using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Gate;

/// <summary>
/// One pass over a JSON body, before anything is built in memory: grammar, depth, number of entries, names that occur twice,
/// numbers and strings that the parser would mangle in silence, and where each entry lies.
/// </summary>
internal sealed class JsonGate(ReadOnlyMemory<byte> body, BundleLimits limits, IssueList issues)
{
    private readonly JsonFrames _frames = new(body, limits.Depth);
    private readonly NameStack _names = new(limits.Depth);
    private readonly ImmutableArray<EntrySlice>.Builder _entries = ImmutableArray.CreateBuilder<EntrySlice>();
    private readonly List<Range> _rootProperties = [];
    private string? _bundleType;
    private string? _rootType;
    private int _rootElements;
    private bool _shut;
    private EntryInProgress? _entry;

    public static GateResult Scan(ReadOnlyMemory<byte> body, BundleLimits limits, IssueList issues) =>
        new JsonGate(body, limits, issues).Scan();

    private GateResult Scan()
    {
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = limits.Depth });
        try
        {
            while (!_shut && reader.Read())
            {
                Take(ref reader);
            }
        }
        catch (JsonException)
        {
            Shut(WhyUnreadable(), $"At byte {reader.BytesConsumed.ToString(CultureInfo.InvariantCulture)}.");
        }

        if (!_shut && _rootType != "Bundle")
        {
            Shut(BodyIssues.NotABundle);
        }

        return _shut ? GateResult.Shut : new GateResult(_bundleType, _entries.ToImmutable(), true) { Root = JsonRoot.Without(body, _rootProperties) };
    }

    private IssueDefinition WhyUnreadable() =>
        _frames.Depth == 0 && _frames.Closed ? BodyIssues.TrailingContent
        : _frames.Depth >= limits.Depth ? BodyIssues.TooDeep
        : BodyIssues.NotJson;

    private void Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                TakeName(ref reader);
                return;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                TakeStart(ref reader);
                return;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                TakeEnd(ref reader);
                return;
            default:
                TakeValue(ref reader);
                return;
        }
    }

    private void TakeName(ref Utf8JsonReader reader)
    {
        var raw = reader.ValueSpan;
        _frames.Name((int)reader.TokenStartIndex + 1, raw.Length);
        if (reader.ValueIsEscaped && !JsonText.EscapesAreText(raw))
        {
            Tell(BodyIssues.InvalidCharacter);
        }
        else if (!_names.Add(reader.ValueIsEscaped ? Unescaped(ref reader) : raw))
        {
            Tell(BodyIssues.DuplicateName);
        }
    }

    private static ReadOnlySpan<byte> Unescaped(ref Utf8JsonReader reader)
    {
        var buffer = new byte[reader.ValueSpan.Length];
        return buffer.AsSpan(0, reader.CopyString(buffer));
    }

    private void TakeStart(ref Utf8JsonReader reader)
    {
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        if (_frames.Depth == 0 && !isObject)
        {
            Shut(BodyIssues.NotABundle);
            return;
        }

        _frames.Element();
        Count();
        if (_frames.IsEntryList)
        {
            StartEntry((int)reader.TokenStartIndex, isObject);
        }
        else if (_frames.Depth == 1 && isObject && _frames.NameIs("entry"u8))
        {
            Shut(BodyIssues.EntryNotAnObject);
        }

        _frames.Open((int)reader.TokenStartIndex, isArray: !isObject);
        if (isObject)
        {
            _names.Open();
        }
    }

    private void TakeEnd(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            _names.Close();
        }

        _frames.Close();
        var end = (int)reader.TokenStartIndex + 1;
        if (_frames.IsEntryList && _entry is { } entry)
        {
            _entries.Add(new EntrySlice(body[entry.Start..end], entry.Parse) { HasLongNumbers = entry.HasLongNumbers });
            _entry = null;
        }
        else if (_frames.Depth == 1)
        {
            EndRootProperty(end);
        }
    }

    private void TakeValue(ref Utf8JsonReader reader)
    {
        if (_frames.Depth == 0)
        {
            Shut(BodyIssues.NotABundle);
            return;
        }

        _frames.Element();
        Count();
        if (_frames.IsEntryList)
        {
            Tell(BodyIssues.EntryNotAnObject, ElementPath.Entry(_entries.Count));
            _entries.Add(new EntrySlice(default, Parse: false));
            return;
        }

        CheckValue(ref reader);
        if (_frames.Depth == 1)
        {
            TakeRootValue(ref reader);
        }
    }

    private void CheckValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && !Numerals.IsExact(reader.ValueSpan))
        {
            Tell(BodyIssues.NumberTooPrecise);
            if (_entry is { } entry)
            {
                entry.HasLongNumbers = true;
            }
        }
        else if (reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped && !JsonText.EscapesAreText(reader.ValueSpan))
        {
            Tell(BodyIssues.InvalidCharacter);
            StopParsing();
        }
    }

    private void TakeRootValue(ref Utf8JsonReader reader)
    {
        if (_frames.NameIs("entry"u8))
        {
            Shut(BodyIssues.EntryNotAnObject);
            return;
        }

        if (reader.TokenType == JsonTokenType.String && _frames.NameIs("resourceType"u8))
        {
            _rootType = TextOf(ref reader);
        }
        else if (reader.TokenType == JsonTokenType.String && _frames.NameIs("type"u8))
        {
            _bundleType = TextOf(ref reader);
        }

        EndRootProperty((int)reader.BytesConsumed);
    }

    private static string? TextOf(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped && !JsonText.EscapesAreText(reader.ValueSpan) ? null : reader.GetString();

    private void EndRootProperty(int end)
    {
        if (!_frames.NameIs("entry"u8))
        {
            _rootProperties.Add((_frames.NameStart - 1)..end);
        }
        else if (_entries.Count == 0)
        {
            issues.Add(BodyIssues.EmptyEntryList, "Bundle.entry");
        }
    }

    private void StartEntry(int start, bool isObject)
    {
        if (_entries.Count == limits.Entries)
        {
            Shut(BodyIssues.TooManyEntries, $"At most {limits.Entries.ToString(CultureInfo.InvariantCulture)}.");
            return;
        }

        if (!isObject)
        {
            Tell(BodyIssues.EntryNotAnObject, ElementPath.Entry(_entries.Count));
        }

        _entry = new EntryInProgress(start) { Parse = isObject };
    }

    private void Count()
    {
        if (_entry is not { } entry)
        {
            CountOutsideEntries();
        }
        else if (++entry.Elements == limits.ElementsPerEntry)
        {
            Tell(BodyIssues.EntryTooComplex, ElementPath.Entry(_entries.Count));
            StopParsing();
        }
    }

    // The root is parsed in one piece, too: without a limit, a million elements beside the entries cost a gigabyte.
    private void CountOutsideEntries()
    {
        if (++_rootElements == limits.ElementsPerEntry)
        {
            Shut(BodyIssues.EntryTooComplex);
        }
    }

    private void StopParsing()
    {
        if (_entry is { } entry)
        {
            entry.Parse = false;
        }
    }

    private void Tell(IssueDefinition definition, string? path = null) => issues.Add(definition, path ?? _frames.Path(_entries.Count));

    private void Shut(IssueDefinition definition, string? detail = null)
    {
        _shut = true;
        issues.Add(definition, "", detail is null ? null : $"{definition.Text} {detail}");
    }

    private sealed class EntryInProgress(int start)
    {
        public int Start { get; } = start;

        public bool Parse { get; set; } = true;

        public bool HasLongNumbers { get; set; }

        public int Elements { get; set; }
    }
}
