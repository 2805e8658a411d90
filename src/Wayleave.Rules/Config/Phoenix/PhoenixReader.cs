using System.Collections.Immutable;
using Wayleave.Rules.Config.Code;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Phoenix;

/// <summary>Reads what a file of Elixir tells Phoenix. The file is never run: what only running would tell is a <see cref="CodeUnknown"/>.</summary>
internal sealed class PhoenixReader
{
    private static readonly string[] s_calls = ["config", "socket", "plug", "use"];

    private readonly ImmutableArray<PhoenixCall>.Builder _calls = ImmutableArray.CreateBuilder<PhoenixCall>();
    private readonly Dictionary<string, DataNode> _known = new(StringComparer.Ordinal);
    private readonly Stack<(string Head, bool IsForDevelopers, bool IsConditional)> _blocks = new();

    /// <summary>Reads a file. Never throws.</summary>
    public static ImmutableArray<PhoenixCall> Read(SourceText source)
    {
        var reader = new PhoenixReader();
        foreach (ImmutableArray<CodeToken> line in CodeLines.Of(CodeLexer.Read(source, CodeLanguage.Elixir))) reader.ReadLine(line);
        return reader._calls.ToImmutable();
    }

    private void ReadLine(ImmutableArray<CodeToken> line)
    {
        if (line[0].Is("end"))
        {
            _blocks.TryPop(out _);
        }
        else if (line[0].Is("else") && _blocks.TryPop(out (string Head, bool IsForDevelopers, bool IsConditional) block))
        {
            _blocks.Push(block with { IsForDevelopers = block.Head is "prod" });
        }
        else if (!_blocks.Any(block => block.IsForDevelopers))
        {
            ReadStatement(line);
        }

        if (!line[0].Is("end") && line[^1].Is("do")) _blocks.Push(Block(line));
    }

    // Which of Mix's environments a block is for; one that asks for something else may be run or not.
    private static (string Head, bool IsForDevelopers, bool IsConditional) Block(ImmutableArray<CodeToken> line)
    {
        bool isChoice = line[0].Is("if") || line[0].Is("unless");
        bool isProduction = isChoice && Names(line, "prod"), isOther = isChoice && (Names(line, "dev") || Names(line, "test") || line.Any(token => token.Is("code_reloading?")));
        bool turned = line[0].Is("unless") || line.Any(token => token.Is("!"));
        if (!isProduction && !isOther) return ("", false, isChoice || line[0].Is("case") || line[0].Is("cond") || line[0].Is("with"));
        return isProduction != turned ? ("prod", false, false) : ("other", true, false);
    }

    private static bool Names(ImmutableArray<CodeToken> line, string environment)
    {
        for (int i = 1; i < line.Length; i++)
        {
            if (line[i].Is(environment) && line[i - 1].Is(":")) return true;
        }

        return false;
    }

    private void ReadStatement(ImmutableArray<CodeToken> line)
    {
        bool conditional = _blocks.Any(block => block.IsConditional);
        if (line.Length > 2 && line[0].Kind == CodeTokenKind.Name && line[1].Is("=") && !line[2].Is("="))
        {
            DataNode value = Values(line[2..]) is [var only] ? only : new CodeUnknown(line[0].At);
            _known[line[0].At.Text] = conditional ? new CodeUnknown(value.At) : value;
        }
        else if (line[0].Kind == CodeTokenKind.Name && line[0].At.Text is ['@', ..] && line.Length > 1)
        {
            _known[line[0].At.Text] = Values(line[1..]) is [var only] ? only : new CodeUnknown(line[0].At);
        }
        else if (line.Length > 1 && Array.Exists(s_calls, line[0].Is))
        {
            // With brackets around the arguments or without.
            _calls.Add(new PhoenixCall(line[0].At, line[0].At.Text, Values(line[1].Is("(") ? line[2..] : line[1..]), conditional));
        }
    }

    private ImmutableArray<DataNode> Values(ImmutableArray<CodeToken> tokens) => new CodeValues(tokens, CodeLanguage.Elixir, name => _known.GetValueOrDefault(name)).Read();
}
