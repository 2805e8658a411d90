namespace Wayleave.Server.Tests;

/// <summary>The pages of the documentation, for tests that hold them against the code.</summary>
internal static class DocsPage
{
    public static string Read(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Wayleave.slnx")))
            folder = folder.Parent;
        return File.ReadAllText(Path.Combine(folder!.FullName, "docs", name));
    }
}
