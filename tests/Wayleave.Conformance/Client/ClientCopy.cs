using Wayleave.Conformance.Chains;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Client;

/// <summary>A copy of the browser's client beside the packages that it is built and tested with, which <c>./test</c> installs: the checkout stays as it is.</summary>
internal static class ClientCopy
{
    private static readonly string s_from = SourceTree.At("client");

    /// <summary>The copy.</summary>
    public static string Folder { get; } = SourceTree.At("artifacts", "client");

    /// <summary>What it needs and this machine lacks; null if it is all there.</summary>
    public static string? Lacking =>
        InstalledPrograms.Find("npm") is null ? "npm" : Directory.Exists(Path.Combine(Folder, "node_modules", "vitest")) ? null : "npm packages of client";

    /// <summary>Makes it anew; the packages stay.</summary>
    public static void Refresh()
    {
        foreach (var folder in (string[])["src", "test", "dist"])
        {
            var target = Path.Combine(Folder, folder);
            if (Directory.Exists(target))
                Directory.Delete(target, recursive: true);
            foreach (var file in Directory.EnumerateFiles(Path.Combine(s_from, folder), "*", SearchOption.AllDirectories))
                Copy(file);
        }

        foreach (var file in Directory.EnumerateFiles(s_from))
            Copy(file);
    }

    private static void Copy(string file)
    {
        var target = Path.Combine(Folder, Path.GetRelativePath(s_from, file));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target, overwrite: true);
    }
}
