using System.Globalization;
using System.Text;

namespace ReportPipeline.Fhir.Rules;

/// <summary>The way from an entry's resource to the element being looked at. It becomes text only when there is an issue.</summary>
internal sealed class ElementStack(string root)
{
    private const int NoIndex = -1;
    private readonly List<(string Name, int Index)> _steps = [];

    public void Push(string name) => _steps.Add((name, NoIndex));

    public void Push(string name, int index) => _steps.Add((name, index));

    public void Pop() => _steps.RemoveAt(_steps.Count - 1);

    public override string ToString()
    {
        var path = new StringBuilder(root);
        foreach (var (name, index) in _steps)
        {
            path.Append('.').Append(name);
            if (index != NoIndex)
            {
                path.Append(CultureInfo.InvariantCulture, $"[{index}]");
            }
        }

        return path.ToString();
    }
}
