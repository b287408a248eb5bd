using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using ReportPipeline.Desk.Shell;

namespace ReportPipeline.Desk.Assets;

/// <summary>A style sheet, script or picture of the desk, embedded in the program.</summary>
/// <param name="Bytes">Its content.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Version">Of its content, so that it can be kept for a year and still changes with the program.</param>
public sealed record DeskAsset(byte[] Bytes, string ContentType, string Version)
{
    public const string Styles = "desk.css";
    public const string Script = "desk.js";
    public const string Icon = "desk.svg";

    private static readonly FrozenDictionary<string, DeskAsset> All =
        new[] { (Styles, "text/css; charset=utf-8"), (Script, "text/javascript; charset=utf-8"), (Icon, "image/svg+xml") }
            .ToFrozenDictionary(asset => asset.Item1, asset => Load(asset.Item1, asset.Item2));

    public static DeskAsset? Find(string name) => All.GetValueOrDefault(name);

    public static string AddressOf(string name) => DeskAddress.With($"{DeskAddress.Assets}/{name}", ("v", All[name].Version));

    private static DeskAsset Load(string name, string contentType)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The asset {name} is not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new DeskAsset(bytes, contentType, Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6)));
    }
}
