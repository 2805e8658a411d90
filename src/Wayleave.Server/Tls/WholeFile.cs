using System.Runtime.InteropServices;
using System.Text;

namespace Wayleave.Server.Tls;

/// <summary>Writes small files whole or not at all: nobody ever reads half of one, also where two processes write at once.</summary>
public static partial class WholeFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What a file is called until it is whole, should the program be killed before: a name that no <c>include *</c> loads.</summary>
    /// <param name="name">The file's name, without its folder.</param>
    /// <param name="variant">What tells it from others; <c>*</c> for all of them.</param>
    public static string UnfinishedName(string name, string variant)
    {
        ArgumentNullException.ThrowIfNull(name);
        return $"{(name.StartsWith('.') ? "" : ".")}{name}.{variant}.unfinished";
    }

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
        ArgumentNullException.ThrowIfNull(text);
        Write(path, Encoding.UTF8.GetBytes(text), isSecret ? OwnerOnly : null, replace);
    }

    /// <summary>Puts other bytes into a file, which gets the permissions that another file has.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">What it is to hold.</param>
    /// <param name="like">The file whose permissions it gets; null: its own, which it keeps.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> bytes, string? like = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        Write(path, bytes, OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(like ?? path), replace: true);
    }

    private static void Write(string path, ReadOnlySpan<byte> bytes, UnixFileMode? mode, bool replace)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(path) ?? "", UnfinishedName(Path.GetFileName(path), Path.GetRandomFileName()));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        try
        {
            using (var file = new FileStream(temporary, options))
            {
                file.Write(bytes);
                // What was created is less the process's mask.
                if (mode is { } exactly && !OperatingSystem.IsWindows())
                    File.SetUnixFileMode(temporary, exactly);
                // Before the rename: after a power cut the name must not lead to an empty file.
                file.Flush(flushToDisk: true);
            }

            if (replace || OperatingSystem.IsWindows())
                File.Move(temporary, path, replace);
            else
                PutNew(temporary, path);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // Where nothing may be replaced, the system decides who of two was first. File.Move looks first and then renames, and a rename
    // replaces what came in between; a second name for the file (link) fails where there is one.
    private static void PutNew(string temporary, string path)
    {
        if (Link(temporary, path) == 0)
            File.Delete(temporary);
        else if (File.Exists(path))
            throw new IOException($"{path} exists already");
        else
            // A file system that knows no links.
            File.Move(temporary, path, overwrite: false);
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string added);
}
