using System.Text.Json;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Doctor;

/// <summary>Runs in files.</summary>
internal static class SavedRun
{
    // A run is some hundred kilobytes; more than this is another kind of file.
    private const long LargestBytes = 256L << 20;

    /// <summary>Reads a run.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The run, or what is wrong with the file.</returns>
    public static async Task<(Run? Run, string? Trouble)> LoadAsync(string file)
    {
        string shown = Printable.Short(file, 120);
        try
        {
            await using FileStream stream = File.OpenRead(file);
            if (stream.Length > LargestBytes) return (null, $"{shown} is too large to be a saved run");
            Run? run = await JsonSerializer.DeserializeAsync(stream, FactsJson.Default.Run).ConfigureAwait(false);
            return run switch
            {
                null => (null, $"{shown} is not a saved run; make one with wayleave doctor URL --save FILE"),
                { Schema: not Run.CurrentSchema } => (null, $"{shown} has the schema '{Printable.Short(run.Schema, 40)}'; this program reads {Run.CurrentSchema}"),
                _ => (run, null),
            };
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return (null, $"{shown} is not a saved run ({Printable.Short(FirstSentence(e.Message), 100)}); make one with wayleave doctor URL --save FILE");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, FileTrouble.Text(file, e));
        }
    }

    /// <summary>Writes a run.</summary>
    /// <param name="run">The run, masked already.</param>
    /// <param name="file">The file.</param>
    /// <returns>What went wrong; null if nothing did.</returns>
    public static async Task<string?> SaveAsync(Run run, string file)
    {
        try
        {
            await using FileStream stream = File.Create(file);
            await JsonSerializer.SerializeAsync(stream, run, FactsJson.Default.Run).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return FileTrouble.Text(file, e);
        }
    }

    private static string FirstSentence(string text) => text.Split(". ", 2)[0];
}
