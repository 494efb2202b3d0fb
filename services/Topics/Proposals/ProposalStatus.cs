namespace Supervision.Topics.Proposals;

/// <summary>Where a proposal comes from (R2).</summary>
public enum ProposalSource
{
    /// <summary>党政出题</summary>
    PartyAssigned,

    /// <summary>联合调研</summary>
    JointResearch,

    /// <summary>政协提案</summary>
    CppccProposal,

    /// <summary>纪委监督重点</summary>
    CommissionPriority,

    /// <summary>群众</summary>
    PublicCall,

    /// <summary>基层吹哨</summary>
    Whistle,
}

/// <summary>Status of a proposal until it is a topic; after that, see its topic.</summary>
public enum ProposalStatus
{
    Submitted,

    /// <summary>Made a topic, which awaits the joint meeting.</summary>
    Shortlisted,
    Rejected,

    /// <summary>Merged into another proposal, which keeps its proposers.</summary>
    Merged,
}
