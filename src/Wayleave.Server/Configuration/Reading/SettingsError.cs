namespace Wayleave.Server.Configuration.Reading;

/// <summary>One thing that is wrong with the settings.</summary>
/// <param name="File">The file as it was named; or the option (<c>--listen</c>) or variable (<c>$PORT</c>) that holds it.</param>
/// <param name="Line">The line, from 1; 0: in no file.</param>
/// <param name="Column">The column, from 1; 0: in no file, or nowhere in particular.</param>
/// <param name="Message">The key, what is wrong and the nearest right thing.</param>
public sealed record SettingsError(string File, int Line, int Column, string Message)
{
    /// <summary>As compilers write it: <c>wayleave.yaml:3:9: drain: …</c>.</summary>
    public override string ToString() => Line == 0 ? $"{File}: {Message}" : $"{File}:{Line}:{Column}: {Message}";
}
