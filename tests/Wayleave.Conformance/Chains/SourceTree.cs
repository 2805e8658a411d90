namespace Wayleave.Conformance.Chains;

/// <summary>Where the checkout is, as seen from a running test.</summary>
internal static class SourceTree
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>A path below the root.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Wayleave.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException("the tests do not run from within the checkout");
    }
}
