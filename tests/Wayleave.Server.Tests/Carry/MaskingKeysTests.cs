using Wayleave.Server.Carry;

namespace Wayleave.Server.Tests.Carry;

public sealed class MaskingKeysTests
{
    [Fact]
    public async Task Are_drawn_by_chance_on_each_thread_and_never_given_twice()
    {
        // More than are drawn at once; of so many hardly two are the same by chance.
        const int Count = 150;
        uint[] other = [];
        var thread = new Thread(() => other = Draw());
        thread.Start();
        uint[] all = [.. Draw(), .. Draw()];
        await Task.Run(thread.Join);
        all.Concat(other).Distinct().Count().ShouldBeGreaterThan(3 * Count - 3);

        static uint[] Draw() => [.. Enumerable.Range(0, Count).Select(_ => MaskingKeys.Next())];
    }
}
