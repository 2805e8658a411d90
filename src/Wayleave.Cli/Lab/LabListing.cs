using System.Text;
using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Grammar;

namespace Wayleave.Cli.Lab;

/// <summary>The list of hops and faults that <c>wayleave lab --list</c> prints.</summary>
internal static class LabListing
{
    /// <summary>The list.</summary>
    public static string Text()
    {
        var text = new StringBuilder();
        text.AppendLine("wayleave lab HOP[:FAULT…][,HOP…] --to URL")
            .AppendLine("Hops stand in the order in which a request meets them: the first listens, the last speaks to the app.")
            .AppendLine("T: a time with its unit (250ms, 5s, 2m). SIZE: bytes (512, 64k, 1m). N: a whole number.")
            .AppendLine("A fault with [@all] meets upgrades only; with @all behind it, plain requests too.")
            .AppendLine()
            .AppendLine("Hops");
        foreach (var hop in LabCatalogue.StandIns)
        {
            Row(text, hop.Name, hop.Summary + (hop.Limits.Length == 0 ? "" : $" Its own limits: {hop.Limits}."));
            foreach (var setting in hop.Settings)
                Row(text, "  :" + setting.Usage, Told(setting));
        }

        text.AppendLine().AppendLine("Faults, for any hop");
        foreach (var fault in LabCatalogue.Faults)
            Row(text, fault.Word.Usage, Told(fault.Word));
        return text.ToString();
    }

    private static string Told(SettingWord word) =>
        word.Default is null ? word.Summary : $"{word.Summary} Default: {word.DefaultMeaning ?? word.Default}.";

    private static void Row(StringBuilder text, string name, string summary) =>
        text.Append("  ").Append(name.PadRight(24)).Append(' ').AppendLine(summary);
}
