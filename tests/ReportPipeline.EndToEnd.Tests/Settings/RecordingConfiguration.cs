using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace ReportPipeline.Tests.Settings;

/// <summary>Notes which settings are asked for.</summary>
internal sealed class RecordingConfiguration(IConfiguration inner, ISet<string> read) : IConfiguration
{
    public string? this[string key]
    {
        get
        {
            read.Add(key.Replace(":", "__", StringComparison.Ordinal));
            return inner[key];
        }
        set => inner[key] = value;
    }

    public IConfigurationSection GetSection(string key) => new Section(inner.GetSection(key), read);

    public IEnumerable<IConfigurationSection> GetChildren() => inner.GetChildren().Select(child => new Section(child, read));

    public IChangeToken GetReloadToken() => inner.GetReloadToken();

    private sealed class Section(IConfigurationSection inner, ISet<string> read) : IConfigurationSection
    {
        public string Key => inner.Key;

        public string Path => inner.Path;

        public string? Value
        {
            get
            {
                read.Add(inner.Path.Replace(":", "__", StringComparison.Ordinal));
                return inner.Value;
            }
            set => inner.Value = value;
        }

        public string? this[string key]
        {
            get
            {
                read.Add($"{inner.Path}:{key}".Replace(":", "__", StringComparison.Ordinal));
                return inner[key];
            }
            set => inner[key] = value;
        }

        public IConfigurationSection GetSection(string key) => new Section(inner.GetSection(key), read);

        public IEnumerable<IConfigurationSection> GetChildren() => inner.GetChildren().Select(child => new Section(child, read));

        public IChangeToken GetReloadToken() => inner.GetReloadToken();
    }
}
