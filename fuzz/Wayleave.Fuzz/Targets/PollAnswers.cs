using Wayleave.Protocol.Events;

namespace Wayleave.Fuzz.Targets;

internal static class PollAnswers
{
    public static FuzzTarget Target { get; } = new(
        "poll-answers",
        "A body is no answer, or one with a place to go on from and frames that hold something.",
        [
            FuzzTarget.Text("""{"events":[],"next":"k3Qz:0:0","gap":null}"""),
            FuzzTarget.Text("""{"events":[{"type":"event","ch":"a","id":"k3Qz:1:00000001","data":[1]}],"next":"k3Qz:1:00000001","gap":{"type":"gap"}}"""),
            FuzzTarget.Text("""{"next":"\ud800","events":[[[]],"x"]}"""),
        ],
        (input, _) => !PollAnswer.TryRead(input, out var answer) || (answer.Next.Length > 0 && !answer.Frames.Any(frame => frame.IsEmpty)) ? null : "an empty place or frame");
}
