using System.Runtime.CompilerServices;

namespace Wayleave.Cli.Tests.Reports;

/// <summary>Compares a report with the file beside the tests. <c>WAYLEAVE_GOLDEN=write</c> writes the files anew: read the difference before it is committed.</summary>
internal static class Golden
{
    public static void ShouldMatch(string actual, string name, [CallerFilePath] string caller = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(caller)!, name + ".golden");
        if (Environment.GetEnvironmentVariable("WAYLEAVE_GOLDEN") == "write") File.WriteAllText(file, actual);
        actual.ShouldBe(File.ReadAllText(file));
    }
}
