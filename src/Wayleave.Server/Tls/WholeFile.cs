namespace Wayleave.Server.Tls;

/// <summary>Writes small files whole or not at all: nobody ever reads half of one, also where two processes write at once.</summary>
public static class WholeFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a file beside its place and moves it there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="isSecret">Whether its owner alone may read it (0600), from its first byte on.</param>
    /// <param name="replace">Whether a file of that name may be replaced.</param>
    /// <exception cref="IOException">It cannot be written; or it exists and must not be replaced.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, string text, bool isSecret, bool replace)
    {
        ArgumentNullException.ThrowIfNull(path);
        var temporary = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (isSecret && !OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        try
        {
            using (var writer = new StreamWriter(temporary, options))
            {
                writer.Write(text);
                writer.Flush();
                // Before the rename: after a power cut the name must not lead to an empty file.
                ((FileStream)writer.BaseStream).Flush(flushToDisk: true);
            }

            // Where nothing may be replaced, the system decides who of two was first: this links, it does not rename.
            File.Move(temporary, path, replace);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
