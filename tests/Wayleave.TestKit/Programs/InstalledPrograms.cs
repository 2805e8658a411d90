namespace Wayleave.TestKit.Programs;

/// <summary>Finds programs on this machine.</summary>
public static class InstalledPrograms
{
    // Servers live in sbin, which a plain user's PATH may lack.
    private static readonly string[] Folders =
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/local/sbin", "/usr/sbin", "/sbin"];

    /// <summary>A program's path, or null if it is not installed.</summary>
    /// <param name="name">Its name, or an absolute path.</param>
    public static string? Find(string name) => Path.IsPathRooted(name)
        ? (File.Exists(name) ? name : null)
        : Folders.Where(f => f.Length > 0).Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);
}
