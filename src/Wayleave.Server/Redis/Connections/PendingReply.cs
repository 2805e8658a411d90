using Wayleave.Protocol.Resp;
using Wayleave.Server.Redis.Commands;

namespace Wayleave.Server.Redis.Connections;

/// <summary>A command that waits for its answer.</summary>
/// <param name="command">The command.</param>
/// <param name="sequence">Its place among all of its connection.</param>
/// <param name="began">When it began to wait.</param>
/// <param name="confirmation">The push that answers it; null: an ordinary answer does.</param>
internal sealed class PendingReply(RedisCommand command, long sequence, long began, RedisConfirmation? confirmation)
    : TaskCompletionSource<RespValue>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>The command.</summary>
    public RedisCommand Command => command;

    /// <summary>Its place among all of its connection.</summary>
    public long Sequence => sequence;

    /// <summary>When it began to wait.</summary>
    public long Began => began;

    /// <summary>Whether a value that came answers it.</summary>
    /// <param name="value">The value.</param>
    public bool IsAnsweredBy(RespValue value) =>
        value is not RespValue.Push push
        || (confirmation is not null && push.Values is [var kind, var name, ..] && kind.AsText() == confirmation.Kind && name.AsText() == confirmation.Name);

    /// <summary>Passes its answer on.</summary>
    /// <param name="answer">The answer.</param>
    public void Answer(RespValue answer)
    {
        confirmation?.OnAnswer(answer);
        TrySetResult(answer);
    }

    /// <summary>Passes on that there is none.</summary>
    /// <param name="exception">Why.</param>
    public void Fail(RedisUnavailableException exception)
    {
        // Nobody waits for a confirmation: the next connection asks for it anew.
        if (confirmation is not null)
            return;
        TrySetException(exception);
        // Nor for what was sent along with another command; who waits sees it all the same.
        _ = Task.Exception;
    }
}
