using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Requests;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>Whatever a message between grains holds is read by another silo as it was written.</summary>
public sealed class MessageCodecTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().AddMessageCodec().BuildServiceProvider();

    /// <summary>Every type of command.</summary>
    public static TheoryData<Type> Commands =>
        [.. typeof(TeamCommand).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(TeamCommand)) && !t.IsAbstract)];

    /// <summary>Every sample of a request, by its name.</summary>
    public static TheoryData<string> Samples => [.. RequestSamples.All.Select(s => s.Name)];

    /// <summary>Every type of reply: views, settings, figures, refusals, explanations.</summary>
    public static TheoryData<Type> Replies =>
        [.. typeof(CommandReply).Assembly.GetTypes().Where(
            t => t.IsDefined(typeof(GenerateSerializerAttribute), false) && t.Name.EndsWith("Reply", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_with_all_its_members_arrives_as_its_own_type(Type type) =>
        AssertCrosses(
            new CommandMessage
            {
                Command = (TeamCommand)Filler.Fill(type),
                MustBeNew = true,
                IsOfNobody = true,
                Moment = DateTimeOffset.UnixEpoch,
            });

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_command_of_a_request_arrives_as_it_was_sent(string name)
    {
        var sent = RequestSamples.All.Single(s => s.Name == name).Command;

        Assert.Equal(RequestText.Format(sent), RequestText.Format(Cross(new CommandMessage { Command = sent }).Command));
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_reply_with_all_its_members_arrives_as_it_was_sent(Type type) => AssertCrosses(Filler.Fill(type));

    [Theory]
    [InlineData(ReportOutcome.Dropped)]
    [InlineData(ReportOutcome.Taken)]
    [InlineData(ReportOutcome.Confirmed)]
    public void A_reply_that_holds_nothing_else_says_what_became_of_a_report(ReportOutcome outcome) =>
        AssertCrosses(new CommandReply { Report = outcome });

    [Fact]
    public void Settings_with_the_deepest_condition_arrive_as_they_were_sent()
    {
        var condition = new Condition { Attribute = "title", Value = AttributeValue.Text("deep") };
        for (var level = 1; level < ConditionRules.MaxDepth; level++)
        {
            condition = new Condition { All = [condition] };
        }

        AssertCrosses(
            new CommandMessage
            {
                Command = new ConfigureTeam(new TeamSettings { Queues = [new() { Name = new("deep"), Workers = condition }] }),
            });
    }

    public void Dispose() => _services.Dispose();

    private void AssertCrosses(object message) => Assert.Equal(DeepPicture.Describe(message), DeepPicture.Describe(Cross(message)));

    private T Cross<T>(T message)
    {
        var serializer = _services.GetRequiredService<Serializer>();
        return serializer.Deserialize<T>(serializer.SerializeToArray(message))!;
    }
}
