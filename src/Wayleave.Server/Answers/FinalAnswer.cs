using Wayleave.Protocol.Http;

namespace Wayleave.Server.Answers;

/// <summary>The answer that counts, behind those that only announce it.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9110#section-15.2">RFC 9110 §15.2</seealso>
internal static class FinalAnswer
{
    // 103s before the answer; more than a few are a fault or an attack.
    private const int MaxInterim = 16;

    /// <summary>Waits for it.</summary>
    /// <param name="reader">Where it comes from.</param>
    /// <param name="interim">Gets each interim answer at once.</param>
    /// <param name="isFinal">A 1xx that is final: 101 where another protocol was asked for.</param>
    public static async ValueTask<AnswerHead> ReadAsync(AnswerReader reader, Func<ResponseHead, ValueTask> interim, int? isFinal = null)
    {
        for (var count = 0; ;)
        {
            var answer = await reader.ReadHeadAsync().ConfigureAwait(false);
            if (answer.Head is not { } head || head.StatusCode >= 200 || head.StatusCode == isFinal)
                return answer;
            // Nobody asked for another protocol: what comes now would be that one.
            if (head.StatusCode == 101)
                return new AnswerHead(null, "the app switched to another protocol, which nobody asked for");
            if (++count > MaxInterim)
                return new AnswerHead(null, $"the app sent more than {MaxInterim} interim answers");
            await interim(head).ConfigureAwait(false);
        }
    }
}
