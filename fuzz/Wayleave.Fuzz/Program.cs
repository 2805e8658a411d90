using Wayleave.Fuzz;

// wayleave-fuzz [--rounds N] [--seed S] [--target T]: N inputs for each target, the same for the same seed.
const int DefaultRounds = 30_000;
if (args is ["--help" or "-h"] || args.Length % 2 != 0)
{
    Console.Out.WriteLine($"--rounds N   inputs for each target (default {DefaultRounds})");
    Console.Out.WriteLine("--seed S     where chance begins (default 1)");
    Console.Out.WriteLine("--target T   one of: " + string.Join(", ", Catalogue.Targets.Select(target => target.Name)));
    return 2;
}

var rounds = int.Parse(Value("--rounds") ?? $"{DefaultRounds}");
var seed = int.Parse(Value("--seed") ?? "1");
var chosen = Catalogue.Targets.Where(target => Value("--target") is not { } name || target.Name == name).ToArray();
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"there is no target '{Value("--target")}'; --help lists them");
    return 2;
}

Console.Out.WriteLine($"seed {seed}, {rounds} rounds");
foreach (var target in chosen)
{
    var begun = TimeProvider.System.GetTimestamp();
    for (var round = 0; round < rounds; round++)
        if (FailureOf(target, round) is { } failure)
        {
            Console.Error.WriteLine(failure);
            return 1;
        }

    Console.Out.WriteLine($"{target.Name,-20} held in {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0.0} s");
}

return 0;

string? Value(string option)
{
    var at = Array.IndexOf(args, option);
    return at < 0 ? null : args[at + 1];
}

// Each round has a seed of its own, so that one can be repeated without those before it.
string? FailureOf(FuzzTarget target, int round)
{
    var random = new Random(HashOf(seed, round));
    var input = Mutator.Next(target.Corpus, random);
    string? complaint;
    try
    {
        complaint = target.Check(input, random);
    }
    catch (Exception e)
    {
        // Whatever is thrown breaks the contract: that is what this program looks for.
        complaint = e.ToString();
    }

    return complaint is null ? null : $"""
        {target.Name}: {target.Contract}
        broken in round {round} of seed {seed}: {complaint}
        input ({input.Length} bytes): {Convert.ToHexString(input)}
        """;
}

static int HashOf(int seed, int round) => unchecked((seed * 1_000_003) + (round * 7919));
