using System.Collections.Immutable;
using Wayleave.Rules.Config.Code;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Rails;

/// <summary>Reads the settings that a file of Ruby makes. The file is never run: what only running would tell is a <see cref="CodeUnknown"/>.</summary>
internal sealed class RailsReader
{
    private static readonly string[] s_opening = ["if", "unless", "case", "begin", "while", "until", "def", "class", "module", "for"];

    private readonly ImmutableArray<RailsSetting>.Builder _settings = ImmutableArray.CreateBuilder<RailsSetting>();
    private readonly Dictionary<string, DataNode> _known = new(StringComparer.Ordinal);
    private readonly Stack<Block> _blocks = new();

    private enum Block
    {
        Plain,
        Conditional,
        Production,
        Developers,
        Later,
    }

    /// <summary>Reads a file. Never throws.</summary>
    public static ImmutableArray<RailsSetting> Read(SourceText source)
    {
        var reader = new RailsReader();
        foreach (ImmutableArray<CodeToken> line in CodeLines.Of(CodeLexer.Read(source, CodeLanguage.Ruby))) reader.ReadLine(line);
        return reader._settings.ToImmutable();
    }

    private void ReadLine(ImmutableArray<CodeToken> line)
    {
        if (line[0].Is("end"))
        {
            _blocks.TryPop(out _);
            return;
        }

        if ((line[0].Is("else") || line[0].Is("elsif")) && _blocks.TryPop(out Block block))
            _blocks.Push(block switch { Block.Production => Block.Developers, Block.Developers => Block.Production, _ => block });
        else if (!_blocks.Contains(Block.Developers) && !_blocks.Contains(Block.Later)) ReadStatement(line);
        if (Opens(line) is { } opened) _blocks.Push(opened);
    }

    private static Block? Opens(ImmutableArray<CodeToken> line)
    {
        if (Array.Exists(s_opening, line[0].Is)) return line[^1].Is("end") ? null : line[0].Is("def") ? Block.Later : line[0].Is("class") || line[0].Is("module") || line[0].Is("begin") ? Block.Plain : Condition(line, line[0].Is("unless"));
        // `x = if …`, `each do |one|`.
        if (line.Length > 3 && line[1].Is("=") && (line[2].Is("if") || line[2].Is("case") || line[2].Is("begin"))) return Block.Conditional;
        int opened = line.Length - 1;
        if (opened > 2 && line[opened].Is("|"))
        {
            for (opened--; opened > 0 && !line[opened].Is("|"); opened--)
            {
            }

            opened--;
        }

        return opened >= 0 && line[opened].Is("do") ? Block.Plain : null;
    }

    private static Block Condition(ImmutableArray<CodeToken> line, bool turned)
    {
        bool production = line.Any(token => token.Is("production?")), other = line.Any(token => token.Is("development?") || token.Is("test?") || token.Is("local?"));
        turned ^= line.Any(token => token.Is("!"));
        return production || other ? production != turned ? Block.Production : Block.Developers : Block.Conditional;
    }

    private void ReadStatement(ImmutableArray<CodeToken> line)
    {
        (ImmutableArray<CodeToken> statement, Block? modifier) = Unconditioned(line);
        if (modifier == Block.Developers) return;
        int at = 1;
        while (at + 1 < statement.Length && statement[at].Is(".") && statement[at + 1].Kind == CodeTokenKind.Name) at += 2;
        if (at >= statement.Length || statement[0].Kind != CodeTokenKind.Name) return;
        bool conditional = modifier == Block.Conditional || _blocks.Contains(Block.Conditional);
        (int value, bool adds) = Operator(statement, at);
        if (value >= statement.Length) return;
        if (at == 1 && value > 0)
        {
            _known[statement[0].At.Text] = conditional || adds ? new CodeUnknown(statement[0].At) : Value(statement, value);
        }
        else if (Name(statement, at) is { } name)
        {
            if (value > 0) Add(statement, name, Value(statement, value), adds, conditional);
            else Call(statement, at, name, conditional);
        }
    }

    // `config.hosts.concat([…])`, `config.hosts.push "…"`, `config.hosts.clear`.
    private void Call(ImmutableArray<CodeToken> statement, int at, string name, bool conditional)
    {
        (string target, string method) = name.LastIndexOf('.') is > 0 and var dot ? (name[..dot], name[(dot + 1)..]) : (name, "");
        if (method is "concat" or "push" or "append" && at < statement.Length) Add(statement, target, Value(statement, statement[at].Is("(") ? at + 1 : at), adds: true, conditional);
        else if (method == "clear") Add(statement, target, new DataList(statement[0].At, []), adds: false, conditional);
    }

    private void Add(ImmutableArray<CodeToken> statement, string name, DataNode value, bool adds, bool conditional) =>
        _settings.Add(new RailsSetting(statement[0].At.To(value.At.End > statement[0].At.End ? value.At : statement[0].At), name, value, adds, conditional));

    // The name behind what stands for the configuration: `config`, `Rails.application.config`, `ActionCable.server.config`.
    private static string? Name(ImmutableArray<CodeToken> statement, int end)
    {
        int config = -1;
        for (int i = 0; i < end; i += 2)
        {
            if (statement[i].Is("config") || statement[i].Is("configuration")) config = i;
        }

        if (config < 0 || config + 2 >= end) return null;
        string name = string.Concat(statement[(config + 2)..end].Select(token => token.At.Text));
        return statement[0].Is("ActionCable") ? "action_cable." + name : name;
    }

    private static (int Value, bool Adds) Operator(ImmutableArray<CodeToken> statement, int at)
    {
        bool Is(int i, string sign) => i < statement.Length && statement[i].Is(sign);
        if (Is(at, "=") && !Is(at + 1, "=") && !Is(at + 1, ">") && !Is(at + 1, "~")) return (at + 1, false);
        if ((Is(at, "<") && Is(at + 1, "<")) || (Is(at, "+") && Is(at + 1, "="))) return (at + 2, true);
        return Is(at, "|") && Is(at + 1, "|") && Is(at + 2, "=") ? (at + 3, false) : (0, false);
    }

    private DataNode Value(ImmutableArray<CodeToken> statement, int from)
    {
        ImmutableArray<DataNode> values = new CodeValues(statement[from..], CodeLanguage.Ruby, name => _known.GetValueOrDefault(name)).Read();
        return values switch
        {
            [] => new CodeUnknown(statement[^1].At.After),
            [var only] => only,
            // `config.hosts = "a", "b"` is a list without its brackets.
            _ => new DataList(values[0].At.To(values[^1].At), values),
        };
    }

    // What stands before `… if ENV["X"]`, and what that asks.
    private static (ImmutableArray<CodeToken> Statement, Block? Modifier) Unconditioned(ImmutableArray<CodeToken> line)
    {
        int open = 0;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i].Is("(") || line[i].Is("[") || line[i].Is("{")) open++;
            else if (line[i].Is(")") || line[i].Is("]") || line[i].Is("}")) open--;
            else if (i > 1 && open == 0 && (line[i].Is("if") || line[i].Is("unless")) && !line[i - 1].Is("=") && !line[i - 1].Is(".")) return (line[..i], Condition(line[i..], line[i].Is("unless")));
        }

        return (line, null);
    }
}
