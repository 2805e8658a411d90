using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Events.Stores;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Events.Hub;

/// <summary>Looks at a store that may be slow.</summary>
public sealed class ChannelFeedTests : IAsyncDisposable
{
    private static readonly StorePage s_old = new(EventPosition.Start("old"), []), s_new = new(EventPosition.Start("new"), []);

    private readonly SlowStore _store = new();
    private readonly ChannelFeed _feed;

    public ChannelFeedTests() => _feed = new ChannelFeed("a", new ChannelSettings("*"), _store, new FakeTimeProvider());

    public async ValueTask DisposeAsync()
    {
        _feed.Dispose();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Those_who_want_the_same_share_a_look()
    {
        var slow = _store.Next();
        var one = _feed.ReadAsync(2, 100, null, default).AsTask();
        var other = _feed.ReadAsync(2, 100, null, default).AsTask();
        slow.SetResult(s_old);
        (await one).ShouldBe(s_old);
        (await other).ShouldBe(s_old);
        _store.Looks.ShouldBe(1);
    }

    [Fact]
    public async Task A_look_that_knows_less_than_the_caller_does_not_say_that_its_place_is_gone()
    {
        var slow = _store.Next();
        var early = _feed.ReadAsync(2, 100, null, default).AsTask();
        var ahead = _feed.ReadAsync(2, 100, new EventPosition("new", 2, 7), default).AsTask();
        var later = _store.Next();
        slow.SetResult(s_old);
        (await early).ShouldBe(s_old);
        later.SetResult(s_new);
        (await ahead).ShouldBe(s_new);
        _store.Looks.ShouldBe(2);
    }

    private sealed class SlowStore : IEventStore
    {
        private readonly Queue<TaskCompletionSource<StorePage>> _answers = [];

        public bool IsDegraded => false;

        public int Looks { get; private set; }

        public TaskCompletionSource<StorePage> Next()
        {
            _answers.Enqueue(new TaskCompletionSource<StorePage>());
            return _answers.Last();
        }

        public ValueTask<StorePage> ReadAsync(string channel, ChannelSettings policy, long after, int count, CancellationToken cancellationToken)
        {
            Looks++;
            return new(_answers.Dequeue().Task);
        }

        public IDisposable Listen(string channel, ChannelSettings policy, IChannelListener listener) => new MemoryStream();

        public ValueTask<PublishOutcome> PublishAsync(Publication publication, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> DeleteAsync(string channel, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Hear(IEnumerable<ChannelTemplate> channels) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => default;
    }
}
