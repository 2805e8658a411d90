using Wayleave.Fuzz.Targets;

namespace Wayleave.Fuzz;

/// <summary>Every target, one for each parser.</summary>
internal static class Catalogue
{
    public static FuzzTarget[] Targets { get; } =
    [
        RequestHeads.Target, ResponseHeads.Target, ChunkedBodies.Target, Handshakes.Target, Extensions.Target,
        FrameHeaders.Target, Messages.Target, CompressedMessages.Target, Deflating.Target, Texts.Target, ClosePayloads.Target,
        DnsAnswers.Target, ArrivedTexts.Target, RelayLanes.Target, ClientFrames.Target, Cursors.Target, EventMessages.Target,
        ServerMessages.Target, EventStreams.Target, PollAnswers.Target,
        RespValues.Target, Tokens.Target, NginxFiles.Target, PageHeads.Target, ContentPolicyTexts.Target,
        CarriedStreams.PageTarget, CarriedStreams.AppTarget, CarriedStreams.CarrierTarget, CarriedRequests.BodyTarget, CarriedRequests.TargetTarget,
    ];
}
