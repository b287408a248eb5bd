using System.Text;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Gate;

/// <summary>The objects and arrays that are open while the gate reads, and the name that each stands at.</summary>
internal sealed class JsonFrames(ReadOnlyMemory<byte> body, int depthLimit)
{
    private readonly Frame[] _frames = new Frame[depthLimit + 1];

    public int Depth { get; private set; }

    /// <summary>True once the root has been closed.</summary>
    public bool Closed { get; private set; }

    /// <summary>True directly inside the array Bundle.entry.</summary>
    public bool IsEntryList => Depth == 2 && _frames[1].IsArray && NameAt(0).SequenceEqual("entry"u8);

    public int NameStart => _frames[Depth - 1].NameStart;

    public void Open(int start, bool isArray)
    {
        _frames[Depth++] = new Frame { IsArray = isArray, Index = -1, NameStart = start };
    }

    public void Close() => Closed = --Depth == 0;

    public void Name(int start, int length)
    {
        ref var frame = ref _frames[Depth - 1];
        frame.NameStart = start;
        frame.NameLength = length;
    }

    /// <summary>Counts a value of the innermost array.</summary>
    public void Element()
    {
        if (Depth > 0)
        {
            _frames[Depth - 1].Index++;
        }
    }

    public bool NameIs(ReadOnlySpan<byte> name) => NameAt(Depth - 1).SequenceEqual(name);

    /// <summary>Path of the value being read, with the number of the entry that is open.</summary>
    public string Path(int entryIndex)
    {
        var path = IsInsideEntries ? ElementPath.Entry(entryIndex) : "Bundle";
        for (var depth = IsInsideEntries ? 2 : 0; depth < Depth; depth++)
        {
            var name = Encoding.UTF8.GetString(NameAt(depth));
            if (_frames[depth].IsArray)
            {
                continue;
            }

            var isRepeating = depth + 1 < Depth && _frames[depth + 1].IsArray;
            var next = ElementPath.Append(path, isRepeating ? $"{name}[{Math.Max(0, _frames[depth + 1].Index)}]" : name);
            if (next == path)
            {
                break;
            }

            path = next;
        }

        return path;
    }

    private bool IsInsideEntries => Depth > 2 && _frames[1].IsArray && NameAt(0).SequenceEqual("entry"u8);

    private ReadOnlySpan<byte> NameAt(int depth) => body.Span.Slice(_frames[depth].NameStart, _frames[depth].NameLength);

    private struct Frame
    {
        public bool IsArray;
        public int Index;
        public int NameStart;
        public int NameLength;
    }
}
