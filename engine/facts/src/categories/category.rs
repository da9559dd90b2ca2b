//! The closed list of categories.

/// Declares the categories once: variant, name in files and frames, meaning.
macro_rules! categories {
    ($($variant:ident = $name:literal, $meaning:literal;)+) => {
        /// What kind of movement a transaction is.
        ///
        /// Frames carry the position in this list as a `u8`; new categories are added at the end.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Category {
            $(#[doc = $meaning] $variant,)+
        }

        impl Category {
            /// Every category, in order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name that files, frames and decisions use.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// What it means, in one sentence.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)+ }
            }
        }
    };
}

categories! {
    Uncategorised = "uncategorised", "No entry matched.";
    Salary = "salary", "Pay from an employer, advances on it included.";
    Pension = "pension", "Retirement or disability pension.";
    Benefit = "benefit", "State benefit: family allowance, unemployment, subsidy.";
    Fees = "fees_earned", "Fees earned by independent work.";
    TransferIn = "transfer_in", "Transfer from somebody else, purpose unknown.";
    TransferOut = "transfer_out", "Transfer to somebody else, purpose unknown.";
    OwnTransfer = "own_transfer", "Between accounts of the same person; netted before any inflow is income.";
    CashDeposit = "cash_deposit", "Cash paid in.";
    CashWithdrawal = "cash_withdrawal", "Cash taken out.";
    Rent = "rent", "Rent paid for a home.";
    Mortgage = "mortgage", "Instalment of a housing loan.";
    LoanPayment = "loan_payment", "Instalment of any other loan.";
    LoanDisbursement = "loan_disbursement", "Money lent: not income.";
    CardPayment = "card_payment", "Payment of a credit-card statement.";
    CashAdvance = "cash_advance", "Cash drawn on a credit card: not income.";
    CreditLineDraw = "credit_line_draw", "Drawn on an overdraft or credit line: not income.";
    CreditLineRepayment = "credit_line_repayment", "Paid back to an overdraft or credit line.";
    Utilities = "utilities", "Electricity, water, gas, common expenses.";
    Telecom = "telecom", "Telephone, internet, television.";
    Groceries = "groceries", "Supermarkets and food shops.";
    Transport = "transport", "Fuel, fares, tolls, ride hailing.";
    Health = "health", "Pharmacies, doctors, health plans.";
    Education = "education", "Schools, universities, courses.";
    Insurance = "insurance", "Premiums.";
    Taxes = "taxes", "Taxes and duties, taxes on bank movements included.";
    BankCharges = "bank_charges", "Fees and interest that the bank charges.";
    OverdraftCharge = "overdraft_charge", "Interest or fee for an overdrawn account.";
    ReturnedItem = "returned_item", "A debit or cheque returned unpaid.";
    Reversal = "reversal", "A movement undone.";
    Garnishment = "garnishment", "Attached by a court.";
    Gambling = "gambling", "Casinos, betting, lotteries.";
    Investment = "investment", "Put into funds, deposits, securities.";
    InvestmentRedemption = "investment_redemption", "Taken out of funds, deposits, securities: not income.";
    InvestmentYield = "investment_yield", "Interest and yields credited.";
    PensionWithdrawal = "pension_withdrawal", "Extraordinary withdrawal of pension savings: not income.";
    Remittance = "remittance", "Sent to or received from abroad.";
    Subscription = "subscription", "Recurring digital services.";
    Shopping = "shopping", "Shops other than food.";
    Restaurants = "restaurants", "Restaurants, cafés and delivery.";
    Refund = "refund", "Money given back by a shop or an authority.";
    Severance = "severance", "Paid when a job ends: notice, indemnity, final settlement: not income that goes on.";
    Alimony = "alimony", "Maintenance of a child or a former partner, paid or received.";
    Donation = "donation", "Given to a charity, a church, a campaign.";
}

impl Category {
    /// The category with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|category| category.name() == name)
    }

    /// The number that frames carry.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The category with this number.
    #[must_use]
    #[inline]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }
}
