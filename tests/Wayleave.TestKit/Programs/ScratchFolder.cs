namespace Wayleave.TestKit.Programs;

/// <summary>A folder of its own for one test's files; gone when disposed.</summary>
public sealed class ScratchFolder : IDisposable
{
    /// <summary>Makes the folder below the system's temporary one.</summary>
    /// <param name="label">A word for whoever finds it left over.</param>
    public ScratchFolder(string label)
    {
        Path = Directory.CreateDirectory(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"wayleave-{label}-{Guid.NewGuid():N}")).FullName;

        // Readable for all on purpose: a program that drops its rights must still read its files.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, (UnixFileMode)0b111_111_101);
    }

    /// <summary>The folder's absolute path.</summary>
    public string Path { get; }

    /// <summary>Writes a text file and returns its path.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="text">Its text.</param>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
