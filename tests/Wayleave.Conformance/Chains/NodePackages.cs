using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Chains;

/// <summary>The npm packages that <c>./test</c> installs.</summary>
internal static class NodePackages
{
    /// <summary>The folder that holds them.</summary>
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("WAYLEAVE_NODE_MODULES") ?? SourceTree.At("artifacts", "npm", "node_modules");

    /// <summary>What of these is not here, Node.js itself first; null if nothing is missing.</summary>
    /// <param name="packages">The packages' names.</param>
    public static string? Lacking(params IEnumerable<string> packages)
    {
        if (InstalledPrograms.Find("node") is null)
            return "node";
        return packages.FirstOrDefault(p => !Directory.Exists(Path.Combine(Folder, p))) is { } missing ? $"npm package {missing}" : null;
    }
}
