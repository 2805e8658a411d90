using System.Security.Cryptography;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Tls;

/// <summary>The bytes of a certificate's files, as they were read once.</summary>
/// <param name="File">The certificate's file.</param>
/// <param name="KeyFile">The key's; null where there is none of its own.</param>
internal sealed record CertificateContents(byte[] File, byte[]? KeyFile)
{
    // Real chains with their key are a few KiB: what is longer is another file, named by mistake.
    private const int MostBytes = 1 << 20;

    /// <summary>Tells these bytes from any others. Times and inodes do not: a mounted secret changes behind a symbolic link.</summary>
    public string Digest => Convert.ToHexString(SHA256.HashData(File)) + (KeyFile is null ? "" : Convert.ToHexString(SHA256.HashData(KeyFile)));

    /// <summary>Reads the files.</summary>
    /// <param name="settings">Where they are.</param>
    /// <param name="problem">Why they cannot be read.</param>
    /// <returns>The bytes; null if there is a problem.</returns>
    public static CertificateContents? Read(CertificateSettings settings, out TlsProblem? problem)
    {
        byte[]? keyFile = null;
        var file = ReadFile(settings.File, out problem);
        if (file is not null && settings.KeyFile is not null)
            keyFile = ReadFile(settings.KeyFile, out problem);
        return problem is null ? new CertificateContents(file!, keyFile) : null;
    }

    private static byte[]? ReadFile(string path, out TlsProblem? problem)
    {
        try
        {
            // Whoever renews a certificate must not find its file held.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096);
            var bytes = new byte[MostBytes + 1];
            var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            problem = count > MostBytes ? new(path, $"is longer than {MostBytes >> 20} MiB", "name a certificate's file") : null;
            return count > MostBytes ? null : bytes[..count];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            problem = e switch
            {
                FileNotFoundException or DirectoryNotFoundException => new(path, "there is no such file", "check the path"),
                UnauthorizedAccessException when Directory.Exists(path) => new(path, "is a folder", "name the file in it"),
                UnauthorizedAccessException => new(path, "may not be read", "let the user that wayleave runs as read it"),
                _ => new(path, e.Message, "check the path"),
            };
            return null;
        }
    }
}
