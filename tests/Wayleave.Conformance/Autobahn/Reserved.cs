using static Wayleave.Conformance.Autobahn.Script;

namespace Wayleave.Conformance.Autobahn;

/// <summary>Groups 3 and 4: reserved bits and opcodes. The connection fails; what came before is answered first.</summary>
internal static class Reserved
{
    private const string Hello = "Hello, world!";

    public static IEnumerable<AutobahnCase> Cases() =>
    [
        Of("3.1", "text with RSV 1", wire => wire.Text(Hello, rsv: 1), Refused),
        Of("3.2", "text, text with RSV 2, ping", wire => wire.Text(Hello).Text(Hello, rsv: 2).Ping(), Then(T(Hello), Refused), nonStrict: Refused),
        Of("3.3", "text, text with RSV 3, ping, in pieces", wire => wire.Text(Hello).Text(Hello, rsv: 3).Ping(), Then(T(Hello), Refused), 19, Refused),
        Of("3.4", "text, text with RSV 4, ping, byte by byte", wire => wire.Text(Hello).Text(Hello, rsv: 4).Ping(), Then(T(Hello), Refused), 1, Refused),
        Of("3.5", "binary with RSV 5", wire => wire.Binary([0, 0xFF, 0xFE, 0xFD], rsv: 5), Refused),
        Of("3.6", "a ping with RSV 6", wire => wire.Frame(9, "Hello"u8, rsv: 6), Refused),
        Of("3.7", "a close with RSV 7", wire => wire.Frame(8, [3, 0xE8], rsv: 7), Refused),
        .. Opcodes("4.1", 3),
        .. Opcodes("4.2", 11),
    ];

    private static IEnumerable<AutobahnCase> Opcodes(string group, int first) =>
    [
        Of($"{group}.1", $"opcode {first}", wire => wire.Frame(first, []), Refused),
        Of($"{group}.2", $"opcode {first + 1} with payload", wire => wire.Frame(first + 1, "reserved"u8), Refused),
        Of($"{group}.3", $"text, opcode {first + 2}, ping", wire => wire.Text(Hello).Frame(first + 2, []).Ping(), Then(T(Hello), Refused), nonStrict: Refused),
        Of($"{group}.4", $"text, opcode {first + 3} with payload, ping", wire => wire.Text(Hello).Frame(first + 3, "reserved"u8).Ping(),
            Then(T(Hello), Refused), 19, Refused),
        Of($"{group}.5", $"text, opcode {first + 4} with payload, ping, byte by byte",
            wire => wire.Text(Hello).Frame(first + 4, "reserved"u8).Ping(), Then(T(Hello), Refused), 1, Refused),
    ];
}
