using System.Globalization;
using Wayleave.Server.Tls;

namespace Wayleave.Cli.Apply;

/// <summary>Where apply keeps what it needs to go back: beside the target, under names that no <c>include *</c> loads, since they begin with a dot.</summary>
/// <param name="target">The target's full path.</param>
internal sealed class ApplyPlace(string target)
{
    /// <summary>The record of the last installation.</summary>
    public string Journal => Beside("wayleave-apply.json");

    /// <summary>Where the text that was there is kept.</summary>
    /// <param name="now">The time, which becomes part of the name.</param>
    public string Backup(DateTimeOffset now) => Beside("wayleave-" + now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'.'fff'Z'", CultureInfo.InvariantCulture));

    /// <summary>Removes what earlier runs began to write beside the target and were killed over.</summary>
    public void Tidy()
    {
        foreach (string left in Directory.EnumerateFiles(Path.GetDirectoryName(target)!, WholeFile.UnfinishedName(Path.GetFileName(target), "*"))) File.Delete(left);
    }

    private string Beside(string ending) => Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{ending}");
}
