using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Compose;

/// <summary>Reads files of variables, as <c>env_file:</c> and <c>.env</c> are.</summary>
/// <seealso href="https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax">.env file syntax</seealso>
internal static class EnvLines
{
    /// <summary>The lines that set something.</summary>
    public static IEnumerable<EnvLine> Of(SourceText file)
    {
        for (int number = 1; number <= file.LineCount; number++)
        {
            string line = file.Line(number);
            string text = line.Trim();
            if (text.StartsWith("export ", StringComparison.Ordinal)) text = text[7..].TrimStart();
            if (text.Length == 0 || text[0] == '#' || text.Split('=', 2) is not [var name, var value]) continue;
            int start = file.Offset(number, 1);
            yield return new EnvLine(new Span(file, start, start + line.Length), name.Trim(), Unquoted(value.Trim()));
        }
    }

    private static string Unquoted(string value)
    {
        if (value.Length > 1 && value[0] is '"' or '\'' && value.IndexOf(value[0], 1) is > 0 and var end) return value[1..end];
        int comment = value.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? value : value[..comment].TrimEnd();
    }
}
