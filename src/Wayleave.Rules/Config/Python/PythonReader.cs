using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Python;

/// <summary>Reads what a Python file gives to its names. The file is never run: what only running would tell is a <see cref="PythonUnknown"/>.</summary>
internal sealed class PythonReader
{
    // Code of these runs later, or never, and has names of its own.
    private static readonly string[] s_scopes = ["def", "class", "async"];
    private static readonly string[] s_conditions = ["if", "elif", "else", "try", "except", "finally", "for", "while", "with", "match", "case"];

    // Each gets hold of all names at once, or of a settings file that is not seen.
    private static readonly string[] s_unseen = ["locals", "globals", "vars", "exec", "execfile", "setattr", "include"];

    private readonly ImmutableArray<PythonAssignment>.Builder _assignments = ImmutableArray.CreateBuilder<PythonAssignment>();
    private readonly ImmutableArray<string>.Builder _imports = ImmutableArray.CreateBuilder<string>();
    private readonly Dictionary<string, DataNode> _known = new(StringComparer.Ordinal);
    private readonly Stack<(int Column, bool IsScope)> _blocks = new();
    private bool _unseen;

    /// <summary>Reads a file. Never throws.</summary>
    public static PythonModule Read(SourceText source)
    {
        var reader = new PythonReader();
        foreach (ImmutableArray<PythonToken> line in Lines(PythonLexer.Read(source))) reader.ReadLine(line);
        return new PythonModule(reader._assignments.ToImmutable(), reader._imports.ToImmutable(), reader._unseen);
    }

    // A line of Python goes on while a bracket is open.
    private static IEnumerable<ImmutableArray<PythonToken>> Lines(ImmutableArray<PythonToken> tokens)
    {
        ImmutableArray<PythonToken>.Builder line = ImmutableArray.CreateBuilder<PythonToken>();
        int open = 0;
        foreach (PythonToken token in tokens)
        {
            if (token.Kind is PythonTokenKind.Blank or PythonTokenKind.Comment) continue;
            if (token.Is("(") || token.Is("[") || token.Is("{")) open++;
            else if (token.Is(")") || token.Is("]") || token.Is("}")) open = Math.Max(0, open - 1);
            bool ends = (token.Kind == PythonTokenKind.LineEnd || token.Is(";")) && open == 0;
            if (!ends && token.Kind != PythonTokenKind.LineEnd) line.Add(token);
            if (!ends || line.Count == 0) continue;
            yield return line.ToImmutable();
            line.Clear();
        }

        if (line.Count > 0) yield return line.ToImmutable();
    }

    private void ReadLine(ImmutableArray<PythonToken> line)
    {
        int column = line[0].At.Column;
        while (_blocks.TryPeek(out (int Column, bool IsScope) block) && column <= block.Column) _blocks.Pop();
        if (line.Any(token => token.Kind == PythonTokenKind.Name && s_unseen.Contains(token.At.Text))) _unseen = true;
        if (line[0].Kind == PythonTokenKind.Name && (Array.Exists(s_scopes, line[0].Is) || Array.Exists(s_conditions, line[0].Is)) && IsHead(line))
        {
            _blocks.Push((column, Array.Exists(s_scopes, line[0].Is)));
            // `if DEBUG: X = 1` on a line.
            if (Colon(line) is > 0 and var colon && colon + 1 < line.Length) ReadStatement(line[(colon + 1)..]);
            return;
        }

        ReadStatement(line);
    }

    private static bool IsHead(ImmutableArray<PythonToken> line) => line.Length > 1 && !line[1].Is("=") && Colon(line) > 0;

    // The colon that ends a head: not one of a slice, a dict or a lambda in brackets.
    private static int Colon(ImmutableArray<PythonToken> line)
    {
        int open = 0;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i].Is("(") || line[i].Is("[") || line[i].Is("{")) open++;
            else if (line[i].Is(")") || line[i].Is("]") || line[i].Is("}")) open--;
            else if (open == 0 && line[i].Is(":")) return i;
        }

        return -1;
    }

    private void ReadStatement(ImmutableArray<PythonToken> line)
    {
        if (_blocks.Any(block => block.IsScope) || line[0].Kind != PythonTokenKind.Name) return;
        if (line[0].Is("from") && line[^1].Is("*") && line.Length > 3) _imports.Add(string.Concat(line[1..^2].Select(token => token.At.Text)));
        else if (line.Length > 2 && line[1].Is("=") && !line[2].Is("=")) Assign(line, 2, adds: false);
        else if (line.Length > 3 && line[1].Is("+") && line[2].Is("=")) Assign(line, 3, adds: true);
        else if (line.Length > 3 && line[1].Is(":") && Equals(line) is > 0 and var equals) Assign(line, equals + 1, adds: false);
        else if (line.Length > 4 && line[1].Is(".") && line[3].Is("(")) Call(line);
    }

    // `NAME: type = value`.
    private static int Equals(ImmutableArray<PythonToken> line)
    {
        for (int i = 2; i + 1 < line.Length; i++)
        {
            if (line[i].Is("=")) return i;
        }

        return -1;
    }

    private void Assign(ImmutableArray<PythonToken> line, int from, bool adds)
    {
        // `A = B = value`: both have it.
        List<PythonToken> names = [line[0]];
        for (; from + 2 < line.Length && line[from].Kind == PythonTokenKind.Name && line[from + 1].Is("=") && !line[from + 2].Is("="); from += 2) names.Add(line[from]);
        DataNode value = new PythonValues(line[from..], name => _known.GetValueOrDefault(name)).Read();
        foreach (PythonToken name in names) Add(name, value, adds);
    }

    private void Call(ImmutableArray<PythonToken> line)
    {
        if (!line[2].Is("append") && !line[2].Is("extend") && !line[2].Is("insert") && !line[2].Is("update")) return;
        DataNode value = new PythonValues(line[3..], name => _known.GetValueOrDefault(name)).Read();
        if (line[2].Is("append") && value is not DataList) value = new DataList(value.At, [value]);
        else if (!line[2].Is("extend") || value is not DataList) value = new PythonUnknown(value.At);
        Add(line[0], value, adds: true);
    }

    private void Add(PythonToken name, DataNode value, bool adds)
    {
        bool conditional = _blocks.Count > 0;
        _assignments.Add(new PythonAssignment(name.At, name.At.Text, value, adds, conditional));
        _known[name.At.Text] = conditional || adds ? new PythonUnknown(value.At) : value;
    }
}
