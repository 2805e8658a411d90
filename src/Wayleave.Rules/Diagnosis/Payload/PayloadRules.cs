using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis.Payload;

/// <summary>The rules about compression, sizes, subprotocols and the handshake's own headers, in the order in which they are asked.</summary>
internal static class PayloadRules
{
    /// <summary>Every rule of this group.</summary>
    public static ImmutableArray<IDiagnosisRule> All { get; } =
    [
        new DeflateBreaks(),
        new MessageTooLarge(),
        new SubprotocolLost(),
        new SubprotocolNeeded(),
        new SubprotocolNoToken(),
        new HandshakeUnsound(),
    ];
}
