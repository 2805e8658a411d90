using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Commands;

/// <summary>A command line that starts a server, wherever it stands: a compose file, a Dockerfile, a Procfile, a unit of systemd, a Deployment.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Words">Its words from the server's own program on: what only starts it (<c>exec</c>, <c>poetry run</c>, <c>python -m</c>) is left out.</param>
public sealed record ServerCommand(Span At, ImmutableArray<CommandWord> Words)
{
    /// <summary>The server's program without its folder: <c>uvicorn</c>, <c>gunicorn</c>, <c>streamlit</c>, <c>node</c>.</summary>
    public string Program => Words[0].Text[(Words[0].Text.LastIndexOf('/') + 1)..];

    /// <summary>The words behind the program.</summary>
    public ImmutableArray<CommandWord> Arguments => Words.RemoveAt(0);

    /// <summary>The name under which other containers reach it; null where it has none.</summary>
    public string? Service { get; init; }

    /// <summary>The environment that it is started with, as far as files show it.</summary>
    public ImmutableDictionary<string, Setting<string>> Environment { get; init; } = ImmutableDictionary<string, Setting<string>>.Empty;

    /// <summary>The command in a surrounding that has an environment; what stands on the line itself rules over it.</summary>
    /// <param name="environment">The surrounding's environment.</param>
    public ServerCommand In(ImmutableDictionary<string, Setting<string>> environment) => this with { Environment = environment.SetItems(Environment) };

    /// <summary>Whether a word stands there: a flag such as <c>--proxy-headers</c>.</summary>
    public CommandWord? Flag(params ReadOnlySpan<string> names)
    {
        foreach (CommandWord word in Words)
        {
            if (names.Contains(word.Text)) return word;
        }

        return null;
    }

    /// <summary>An option's value, written <c>--port 80</c>, <c>--port=80</c> or <c>-p80</c>; the last one where it stands twice. Null if it is not there.</summary>
    /// <param name="names">The option's names with their dashes.</param>
    public Setting<string>? Option(params ReadOnlySpan<string> names)
    {
        Setting<string>? found = null;
        for (int i = 1; i < Words.Length; i++)
        {
            foreach (string name in names)
            {
                string word = Words[i].Text;
                if (word == name && i + 1 < Words.Length) found = new Setting<string>(Words[i + 1].Text, Words[i].At.To(Words[i + 1].At));
                else if (word.StartsWith(name + "=", StringComparison.Ordinal)) found = new Setting<string>(word[(name.Length + 1)..], Words[i].At);
                else if (name.Length == 2 && word.Length > 2 && word.StartsWith(name, StringComparison.Ordinal)) found = new Setting<string>(word[2..], Words[i].At);
            }
        }

        return found;
    }
}
