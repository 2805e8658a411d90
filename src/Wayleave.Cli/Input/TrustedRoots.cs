using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Cli.CommandLine;

namespace Wayleave.Cli.Input;

/// <summary>Certificates of roots to trust, from PEM files.</summary>
internal static class TrustedRoots
{
    /// <summary>Adds a file's certificates.</summary>
    /// <param name="file">The file.</param>
    /// <param name="roots">What they are added to.</param>
    /// <returns>What is wrong and what to do; null if nothing is.</returns>
    public static string? Add(string file, X509Certificate2Collection roots)
    {
        string shown = Printable.Short(file, 120);
        try
        {
            int before = roots.Count;
            roots.ImportFromPemFile(file);
            return roots.Count > before ? null : $"{shown} holds no certificate; give a PEM file with -----BEGIN CERTIFICATE----- in it";
        }
        catch (CryptographicException)
        {
            return $"{shown} holds a certificate that cannot be read; give a PEM file";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return FileTrouble.Text(file, e);
        }
    }
}
