using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading;

/// <summary>What one reading gathers.</summary>
/// <param name="file">The file's name.</param>
/// <param name="world">What may be asked besides the text.</param>
internal sealed class ReadState(string file, ReadingWorld world)
{
    private readonly Dictionary<string, ConfigNode> _written = [];
    private readonly HashSet<string> _wrong = [];

    /// <summary>The file's name.</summary>
    public string File => file;

    /// <summary>The folder from which file names count.</summary>
    public string Folder { get; } = Path.GetDirectoryName(Path.GetFullPath(file.Length == 0 ? "." : file)) ?? "/";

    /// <summary>What may be asked besides the text.</summary>
    public ReadingWorld World => world;

    /// <summary>What was found wrong so far.</summary>
    public List<SettingsError> Errors { get; } = [];

    /// <summary>Remembers where a key's value stands, for the checks that concern several keys.</summary>
    public void Note(string path, ConfigNode value) => _written[path] = value;

    /// <summary>True if the key stands in the file or was given as an option.</summary>
    public bool Has(string path) => _written.ContainsKey(path);

    /// <summary>Where a key's value stands; where it does not, the file's beginning.</summary>
    public Position At(string path) => _written.TryGetValue(path, out ConfigNode? node) ? node.At : new Position(file, 1, 1);

    /// <summary>Something is wrong there.</summary>
    /// <param name="at">Where.</param>
    /// <param name="path">The key, <c>limits.head</c>; empty: none.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    public void Wrong(Position at, string path, string message)
    {
        _wrong.Add(path);
        // An option is its own key.
        string said = path.Length == 0 || at.Line == 0 ? message : $"{Printable.Short(path, 120)}: {message}";
        Errors.Add(new SettingsError(at.Source, at.Line, at.Column, said));
    }

    /// <summary>True if nothing was wrong with a key, nor with what stands below it.</summary>
    public bool IsGood(string path) => !_wrong.Any(wrong => wrong.StartsWith(path, StringComparison.Ordinal));

    /// <summary>True if a key below it is none: another one was meant, perhaps the one that is missing.</summary>
    public bool HasUnknown(string path) => _wrong.Any(wrong => wrong.StartsWith(path + ".", StringComparison.Ordinal) && !Has(wrong));

    /// <summary>Something is wrong with a key's value.</summary>
    public void Wrong(string path, string message) => Wrong(At(path), path, message);
}
