using System.Text;

namespace Wayleave.Cli.CommandLine;

/// <summary>The text of <c>wayleave --help</c>.</summary>
internal static class Overview
{
    /// <summary>What Wayleave is, its commands, and where to read on.</summary>
    public static string Text()
    {
        var text = new StringBuilder("Wayleave gets WebSockets through.\n\nUsage: wayleave COMMAND [options]\n\n");
        int width = CommandTable.Entries.Max(e => e.Name.Length);
        foreach (CommandEntry entry in CommandTable.Entries)
        {
            text.Append("  ").Append(entry.Name.PadRight(width)).Append("   ").Append(entry.Summary).Append('\n');
        }

        return text.Append("\nwayleave COMMAND --help says more about one of them; wayleave --version prints the version.\n").ToString();
    }
}
