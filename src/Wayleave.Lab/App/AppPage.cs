namespace Wayleave.Lab.App;

/// <summary>The sample app's one page: no outside assets, so that it works on a machine without a network.</summary>
internal static class AppPage
{
    /// <summary>The page's bytes.</summary>
    public static readonly byte[] Html = Load();

    private static byte[] Load()
    {
        using var resource = typeof(AppPage).Assembly.GetManifestResourceStream("Wayleave.Lab.App.Page.html")!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
