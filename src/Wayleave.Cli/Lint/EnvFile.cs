using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Cli.Input;

namespace Wayleave.Cli.Lint;

/// <summary>Reads a file of <c>NAME=VALUE</c> lines, as <c>docker --env-file</c> and dotenv have them: <c>#</c> begins a comment, <c>export</c> is passed over, quotes around a value go.</summary>
internal static class EnvFile
{
    /// <summary>Opens and reads the file that <c>--env</c> names; null if it names none, or what is wrong is among the errors.</summary>
    /// <param name="file">The file; null: none.</param>
    /// <param name="errors">What is wrong.</param>
    public static ImmutableDictionary<string, string>? Open(string? file, List<string> errors)
    {
        if (file is null) return null;
        try
        {
            var wrong = new List<string>();
            ImmutableDictionary<string, string> values = Read(File.ReadAllText(file), wrong);
            errors.AddRange(wrong.Select(line => $"--env: {Printable.Short(file, 120)}: {line}"));
            return values;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add("--env: " + FileTrouble.Text(file, e));
            return null;
        }
    }

    /// <summary>Reads the lines.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="errors">Where lines are told that are none of these.</param>
    public static ImmutableDictionary<string, string> Read(string text, List<string> errors)
    {
        ImmutableDictionary<string, string>.Builder values = ImmutableDictionary.CreateBuilder<string, string>();
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.StartsWith("export ", StringComparison.Ordinal)) line = line[7..].TrimStart();
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) errors.Add(string.Create(CultureInfo.InvariantCulture, $"line {number} is not NAME=VALUE"));
            else values[line[..equals].TrimEnd()] = Bare(line[(equals + 1)..].Trim());
        }

        return values.ToImmutable();
    }

    private static string Bare(string value) => value switch
    {
        ['"', .. var inside, '"'] => inside.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal),
        ['\'', .. var inside, '\''] => inside,
        _ => value,
    };
}
