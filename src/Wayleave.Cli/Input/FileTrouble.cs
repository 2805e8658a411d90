using Wayleave.Cli.CommandLine;

namespace Wayleave.Cli.Input;

/// <summary>What went wrong with a file, in a few words.</summary>
internal static class FileTrouble
{
    /// <summary>The file and the trouble.</summary>
    /// <param name="file">The file's name as typed.</param>
    /// <param name="trouble">What the system said.</param>
    public static string Text(string file, Exception trouble)
    {
        string shown = Printable.Short(file, 120);
        return trouble switch
        {
            FileNotFoundException => $"there is no file {shown}",
            DirectoryNotFoundException => $"there is no folder for {shown}",
            UnauthorizedAccessException when Directory.Exists(file) => $"{shown} is a folder",
            UnauthorizedAccessException => $"{shown} may not be opened: no permission",
            _ => $"{shown}: {Printable.Line(trouble.Message)}",
        };
    }
}
