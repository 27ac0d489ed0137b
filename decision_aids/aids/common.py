"""Words several aids say in the same way."""

CALL_999 = (
    "Ring 999. If it is not safe to speak on a mobile, cough or tap, then press 55 when asked. "
    "Keep yourself and the person safe first."
)
TELL_MANAGER_NOW = (
    "Tell your manager, on-call manager or designated safeguarding lead now. Do not carry it alone."
)
TAKE_TO_LEAD = "Take it to your manager or designated safeguarding lead before you do anything else."
ADVICE_WITHOUT_NAME = "You can ask the safeguarding team, children's social care or the police for advice without giving a name."
WRITE_DOWN = "Write down what you decided, why, who agreed and the time."
