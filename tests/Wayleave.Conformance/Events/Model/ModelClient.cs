using System.Text.Json;
using Wayleave.Protocol.Events;
using Wayleave.Server.Events;

namespace Wayleave.Conformance.Events.Model;

/// <summary>A client that keeps the ids of what it has got, comes back by them, and compares all that it is told with the truth.</summary>
/// <param name="world">The truth.</param>
/// <param name="plan">What it wants, and from where at first.</param>
/// <param name="open">Opens a connection.</param>
internal sealed class ModelClient(ModelWorld world, EventPlan plan, Func<EventPlan, IModelLine> open)
{
    private readonly Dictionary<string, EventPosition> _last = [];
    private readonly Dictionary<string, HashSet<EventPosition>> _been = plan.Channels.ToDictionary(channel => channel, _ => new HashSet<EventPosition>());
    private readonly HashSet<int> _delivered = [];
    private readonly HashSet<EventPosition> _forged = [];

    // Of the connection that there is: where the server takes the client to be, and what it still owes.
    private readonly Dictionary<string, EventPosition> _at = [];
    private readonly Dictionary<string, long> _begins = [];
    private readonly HashSet<string> _owesSubscribed = [];
    private readonly HashSet<string> _owesCaughtUp = [];
    private string? _owesGap;
    private IModelLine? _line;
    private string _place = "";

    /// <summary>How many events the application has got.</summary>
    public int Delivered { get; private set; }

    /// <summary>How many gaps it was told of.</summary>
    public int Gaps { get; private set; }

    /// <summary>Whether it is connected.</summary>
    public bool IsConnected => _line is { IsOver: false };

    /// <summary>Comes back from where it was; the first time as it was planned.</summary>
    /// <param name="forged">A place that was never its own, to be asked from instead; null: none.</param>
    public void Connect(EventPosition? forged = null)
    {
        var since = SinceOf(forged);
        _at.Clear();
        _begins.Clear();
        _owesSubscribed.Clear();
        _owesCaughtUp.Clear();
        // Whoever claims what never was is told.
        _owesGap = forged is null || plan.Channels.Length > 1 ? null : plan.Channels[0];
        world.Note($"{GetHashCode() % 1000} comes with {since}, {plan.Form}");
        _line = open(plan with { Since = since });
        foreach (var channel in plan.Channels)
        {
            if (since.For(channel) is Since.After(var position))
                _at[channel] = position;
            if (_line is PollLine)
                continue;
            _owesSubscribed.Add(channel);
            if (since.For(channel) is not Since.LiveOnly)
                _owesCaughtUp.Add(channel);
        }
    }

    /// <summary>Loses its connection, and what was on its way.</summary>
    public async Task DropAsync()
    {
        if (_line is null)
            return;
        var line = _line;
        NotePlace();
        _line = null;
        await line.CutAsync();
    }

    /// <summary>Goes away for good.</summary>
    public Task EndAsync() => _line?.CutAsync() ?? Task.CompletedTask;

    /// <summary>Takes nothing for a while, or takes again.</summary>
    /// <param name="isStalled">Which.</param>
    public void Stall(bool isStalled) => _line?.Stall(isStalled);

    /// <summary>Takes what has arrived.</summary>
    /// <param name="most">So many frames at most; a poll's answer is taken as a whole.</param>
    public void Pump(int most)
    {
        for (var taken = 0; (taken < most || _line is PollLine) && _line?.TryTake() is { } frame; taken++)
            Take(frame);
        if (_line is PollLine)
            NotePlace();
    }

    /// <summary>Waits until it has got everything.</summary>
    public async Task SyncAsync()
    {
        var heads = new Dictionary<string, EventPosition>();
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < Arrivals.Limit)
        {
            if (!IsConnected)
            {
                await DropAsync();
                Connect();
            }

            // The first node that sees a loss gives a channel another epoch, whenever that is.
            foreach (var channel in plan.Channels)
                heads[channel] = await world.HeadAsync(channel);
            Pump(int.MaxValue);
            if (heads.All(each => _last.GetValueOrDefault(each.Key) == each.Value) && _owesCaughtUp.Count + _owesSubscribed.Count == 0 && _owesGap is null)
                return;
            try
            {
                await _line!.ArrivesAsync();
            }
            catch (ModelFlaw e)
            {
                throw new ModelFlaw($"{e.Message}: {Tell(heads)}");
            }
        }

        throw new ModelFlaw($"it never gets there: {Tell(heads)}");
    }

    private string Tell(Dictionary<string, EventPosition> heads) =>
        $"{plan.Form} over {_line?.GetType().Name} is at {string.Join(' ', _last)} and the channels at {string.Join(' ', heads)}; owed: {string.Join(' ', _owesCaughtUp)} {string.Join(' ', _owesSubscribed)} {_owesGap}";

    private Since SinceOf(EventPosition? forged)
    {
        if (forged is { } made && plan.Channels is [var only])
        {
            // Nothing that it has got says anything any more.
            _forged.Add(made);
            _delivered.Clear();
            _been[only].Clear();
            _last[only] = made;
            _been[only].Add(made);
            _place = "";
            return new Since.After(made);
        }

        if (_place.Length > 0)
            return Since.TryParse(_place, out var since) ? since : throw new ModelFlaw($"{_place} is no place");
        if (_last.Count == 0)
            return plan.Since;
        return plan.Channels is [var one] ? new Since.After(_last[one]) : new Since.AfterEach(_last.Aggregate(PositionVector.Empty, (vector, each) => vector.With(each.Key, each.Value)), Since.Live);
    }

    // What the connection would come back with must not lie ahead of what it has given.
    private void NotePlace()
    {
        if (_line?.Place is not { Length: > 0 } place || place == _place)
            return;
        _place = place;
        foreach (var channel in plan.Channels)
        {
            if (SinceOf(null).For(channel) is not Since.After(var claimed))
                continue;
            if (!_last.TryGetValue(channel, out var last))
                Move(channel, claimed);
            else if (!_been[channel].Contains(claimed))
                throw new ModelFlaw($"it would come back to {channel} from {claimed}, and has got no more than {last}");
        }
    }

    private void Move(string channel, EventPosition to)
    {
        _last[channel] = _at[channel] = to;
        _been[channel].Add(to);
        _begins.Remove(channel);
    }

    private void Take(JsonElement frame)
    {
        var type = frame.TryGetProperty("type", out var word) ? word.GetString() : null;
        var channel = frame.TryGetProperty("ch", out var name) ? name.GetString()! : "";
        if (type != "heartbeat")
            world.Note($"{GetHashCode() % 1000} {_line!.GetType().Name} got {frame}");
        switch (type)
        {
            case "hello":
                break;
            case "heartbeat":
                TakeHeads(frame);
                break;
            case "subscribed":
                TakeSubscribed(frame, channel);
                break;
            case "gap":
                TakeGap(frame, channel);
                break;
            case "caught_up":
                if (Position(frame, "at") is var caughtUp && caughtUp != _at.GetValueOrDefault(channel) && !_begins.ContainsKey(channel))
                    throw new ModelFlaw($"caught up with {caughtUp}, and given no more than {_at.GetValueOrDefault(channel)}");
                if (!_owesCaughtUp.Remove(channel))
                    throw new ModelFlaw("caught up twice");
                break;
            default:
                TakeEvent(frame, type);
                break;
        }
    }

    private void TakeHeads(JsonElement frame)
    {
        if (!frame.TryGetProperty("at", out var heads))
            return;
        foreach (var head in heads.EnumerateObject())
            if (EventPosition.TryParse(head.Value.GetString(), out var position) && position != _at.GetValueOrDefault(head.Name) && !_begins.ContainsKey(head.Name))
                throw new ModelFlaw($"a heartbeat says {position}, and given was no more than {_at.GetValueOrDefault(head.Name)}");
    }

    private void TakeSubscribed(JsonElement frame, string channel)
    {
        if (!_owesSubscribed.Remove(channel))
            throw new ModelFlaw("subscribed twice");
        var (head, resume) = (Position(frame, "at"), frame.GetProperty("resume").GetString());
        var missed = frame.TryGetProperty("missed", out var count) ? count.GetInt64() : 0;
        if (_at.TryGetValue(channel, out var asked))
        {
            if (resume == "ok" && (_owesGap is not null || head.Offset - asked.Offset != missed))
                throw new ModelFlaw($"asked from {asked}, it said ok with {missed} missed up to {head}");
            if (resume == "gap")
                _owesGap = channel;
        }
        else if (missed == 0)
        {
            Move(channel, head);
        }
        else
        {
            // Its history up to here, from an offset on; the tag comes with the first event.
            _begins[channel] = head.Offset - missed;
        }
    }

    private void TakeGap(JsonElement frame, string channel)
    {
        var (from, to, reason) = (Position(frame, "from"), Position(frame, "to"), frame.GetProperty("reason").GetString()!);
        if (_owesGap is not null && _owesGap != channel)
            throw new ModelFlaw($"a gap of {_owesGap} was announced, and one of {channel} comes");
        if (from != _at.GetValueOrDefault(channel))
            throw new ModelFlaw($"a gap from {from}, where it was at {_at.GetValueOrDefault(channel)}");
        var lost = frame.GetProperty("lost") is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : (long?)null;
        if (!_forged.Contains(from) && world.Truth(channel).Explains(reason, from, to, lost, world.Time.GetUtcNow()) is { } wrong)
            throw new ModelFlaw(wrong);
        (_owesGap, Gaps) = (null, Gaps + 1);
        Move(channel, to);
    }

    private void TakeEvent(JsonElement frame, string? type)
    {
        if (_owesGap is not null)
            throw new ModelFlaw($"a gap of {_owesGap} was announced, and an event comes");
        var isEnvelope = type == "event";
        var position = Position(frame, isEnvelope ? "id" : "_id");
        var skip = frame.TryGetProperty(isEnvelope ? "skip" : "_skip", out var skipped) ? skipped.GetInt64() : 0;
        var data = frame.TryGetProperty("data", out var inner) ? inner : frame;
        var number = (data.ValueKind == JsonValueKind.Number ? data : data.GetProperty("n")).GetInt32();
        var channel = isEnvelope ? frame.GetProperty("ch").GetString()! : world.ChannelOf(number);
        var truth = world.Truth(channel);
        if (_begins.Remove(channel, out var begin))
        {
            if (position.Offset != begin + 1 + skip)
                throw new ModelFlaw($"history was to begin behind {begin}, and does with {position}");
        }
        // The first poll says nothing of where it begins.
        else if ((_line is not PollLine || _at.ContainsKey(channel)) && truth.Follows(_at.GetValueOrDefault(channel), position, skip, number) is { } wrong)
        {
            throw new ModelFlaw(wrong);
        }

        _at[channel] = position;
        // The rule of any client: what lies behind is known already.
        if (_last.TryGetValue(channel, out var last) && last.Epoch == position.Epoch && position.Offset <= last.Offset)
            throw new ModelFlaw($"{position} comes again behind {last}");
        Move(channel, position);
        if (!_delivered.Add(number))
            throw new ModelFlaw($"{number} comes twice");
        Delivered++;
    }

    private static EventPosition Position(JsonElement frame, string member) =>
        frame.TryGetProperty(member, out var text) && EventPosition.TryParse(text.GetString(), out var position) ? position : throw new ModelFlaw($"no {member} in {frame}");
}
