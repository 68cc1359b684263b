using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Strategies;

namespace PresenceOfMind.Dispatch.Storage.Requests;

/// <summary>Queues in durable texts.</summary>
internal static class QueueShapes
{
    private static readonly DurableWords<QueueMode> Modes = new((QueueMode.Assign, "assign", 0), (QueueMode.Offer, "offer", 1));

    private static readonly DurableWords<OverflowAction> Actions = new(
        (OverflowAction.Wait, "wait", 0),
        (OverflowAction.Refuse, "refuse", 1),
        (OverflowAction.Queue, "queue", 2),
        (OverflowAction.Webhook, "webhook", 3),
        (OverflowAction.Expire, "expire", 4));

    private static readonly RecordShape<StrategySettings> Strategy = new RecordShape<StrategySettings>(new())
        .Text("name", "Name", s => s.Name)
        .Text("by", "By", s => s.By)
        .Number("count", "Count", s => s.Count)
        .Number("everySeconds", "EverySeconds", s => s.EverySeconds)
        .Number("preferSeconds", "PreferSeconds", s => s.PreferSeconds)
        .Number("seed", "Seed", s => s.Seed);

    private static readonly RecordShape<Overflow> Overflow = new RecordShape<Overflow>(new())
        .Choice("action", "Action", o => o.Action, Actions)
        .Text("queue", "Queue", o => o.Queue?.Value)
        .Address("url", "Url", o => o.Url);

    private static readonly RecordShape<Ageing> Ageing = new RecordShape<Ageing>(new())
        .Number("everySeconds", "EverySeconds", a => a.EverySeconds)
        .Number("most", "Most", a => a.Most);

    private static readonly RecordShape<ServiceLevel> ServiceLevel = new RecordShape<ServiceLevel>(new())
        .Number("seconds", "Seconds", s => s.Seconds)
        .Number("percent", "Percent", s => s.Percent);

    public static RecordShape<QueueSettings> Queue { get; } = new RecordShape<QueueSettings>(new() { Name = new("") })
        .Text("name", "Name", q => q.Name.Value)
        .Record("workers", "Workers", q => q.Workers, () => RouteShapes.Condition)
        .Record("strategy", "Strategy", q => q.Strategy, () => Strategy)
        .Choice("mode", "Mode", q => q.Mode, Modes)
        .Number("offerSeconds", "OfferSeconds", q => q.OfferSeconds)
        .Number("wrapUpSeconds", "WrapUpSeconds", q => q.WrapUpSeconds)
        .Number("maxLength", "MaxLength", q => q.MaxLength)
        .Record("whenFull", "WhenFull", q => q.WhenFull, () => Overflow)
        .Number("maxWaitSeconds", "MaxWaitSeconds", q => q.MaxWaitSeconds)
        .Record("whenWaitedTooLong", "WhenWaitedTooLong", q => q.WhenWaitedTooLong, () => Overflow)
        .Record("whenNobodyWorks", "WhenNobodyWorks", q => q.WhenNobodyWorks, () => Overflow)
        .Record("ageing", "Ageing", q => q.Ageing, () => Ageing)
        .Texts("outcomes", "Outcomes", q => q.Outcomes)
        .Record("serviceLevel", "ServiceLevel", q => q.ServiceLevel, () => ServiceLevel)
        .Flag("claim", "Claim", q => q.Claim)
        .Number("reserveAfterSeconds", "ReserveAfterSeconds", q => q.ReserveAfterSeconds)
        .Number("reopenSeconds", "ReopenSeconds", q => q.ReopenSeconds);
}
