using Wayleave.Conformance.Chains;

namespace Wayleave.Conformance.Serve.Apps;

/// <summary>The files that are not C#: apps in the folder Apps, their clients in Serve/Apps/Scripts.</summary>
internal static class Scripts
{
    /// <summary>An app's file.</summary>
    public static string App(string file) => SourceTree.At("tests", "Wayleave.Conformance", "Apps", file);

    /// <summary>A client's file.</summary>
    public static string Client(string file) => SourceTree.At("tests", "Wayleave.Conformance", "Serve", "Apps", "Scripts", file);
}
