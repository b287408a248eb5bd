namespace ReportPipeline.Functions.Settings;

/// <summary>A key on a developer's machine: one file, made on first use and never changed.</summary>
internal static class KeyFile
{
    /// <summary>The file's bytes; those just made when there was none.</summary>
    public static byte[] ReadOrMake(string folder, string name, Func<byte[]> make)
    {
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, name);
        if (!File.Exists(file))
        {
            var unfinished = $"{file}.{Environment.ProcessId}";
            File.WriteAllBytes(unfinished, make());
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            try
            {
                // Two processes may both come first; the one that moves first decides the key.
                File.Move(unfinished, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(unfinished);
            }
        }

        return File.ReadAllBytes(file);
    }
}
